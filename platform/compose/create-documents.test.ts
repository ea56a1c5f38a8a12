import { expect, test } from 'bun:test';
import { createDocuments } from './create-documents.ts';
import { createWarner } from './create-warner.ts';
import { toNames } from './names.ts';
import { definePage } from './page.ts';
import { frame } from './test-frame.helper.ts';

const page = definePage({ layout: '<hr>', head: { markup: () => '<title>page</title>' }, slots: {} });

test('a slice without styles adds neither a style element nor an empty source to the policy', () => {
  const { documentOf } = createDocuments(frame, toNames(), createWarner(undefined));
  const plain = documentOf(page, 'en', []);
  const empty = documentOf(page, 'en', [{ content: '', hash: '' }]);
  expect(empty.after).toEqual(plain.after);
  expect(empty.policyFor('localhost')).toBe(plain.policyFor('localhost'));
});
