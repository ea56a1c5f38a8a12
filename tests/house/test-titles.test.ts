import { expect, test } from 'bun:test';
import { readCode } from './read-imports.helper.ts';
import { sourceFiles } from './source-files.helper.ts';

const tests = sourceFiles.filter((file) => /\.(?:test|helper)\.tsx?$/.test(file));

test('each title of a test can be read alone', () => {
  expect(tests.length).toBeGreaterThan(200);
  const unclear = tests.flatMap((file) =>
    listTitles(readCode(file))
      .filter(({ title, inside }) => countWords(title) < (inside ? 1 : 3))
      .map(({ title }) => `${file}: ${title}`),
  );
  expect(unclear).toEqual([]);
});

test.each([
  ["test('EVAL', () => {});", [{ title: 'EVAL', inside: false }]],
  ["  test('is empty at first', () => {});", [{ title: 'is empty at first', inside: true }]],
  [
    "test.each(pages)('the page %s is there', (page) => {});",
    [{ title: 'the page %s is there', inside: false }],
  ],
  ["test.each([\n  ['a', 1],\n])('%s', (_, count) => {});", [{ title: '%s', inside: false }]],
])('the search for titles reads: %s', (code, titles) => {
  expect(listTitles(code)).toEqual(titles);
});

/** Lists the titles in a file. A title inside of a `describe` continues the title of that `describe`. */
function listTitles(code: string) {
  const calls =
    /^([ \t]*)(?:test(?:\.\w+\([^\n]*\))?|\]\)|\))\(\s*(?:'((?:[^'\\\n]|\\.)+)'|"([^"\n]+)"|`([^`\n]+)`),/gm;
  return [...code.matchAll(calls)].map(([, indent = '', single, double, template]) => ({
    title: (single ?? double ?? template) as string,
    inside: indent !== '',
  }));
}

/** Counts words. A value, such as `%s`, counts as one. */
function countWords(title: string): number {
  return title.match(/[\p{L}\d%$]+[^\s]*/gu)?.length ?? 0;
}
