import { expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import * as v from 'valibot';
import { createTestIdentity } from '../../../tests/create-test-identity.helper.ts';
import { createFrontend } from './create-frontend.ts';
import { defineFragment, type FragmentAnswer } from './fragment.ts';

const { settings, tokenFor } = await createTestIdentity();
const build = { version: 'v1', stylesheet: { content: '', hash: '' }, remote: null };
const params = v.object({});
const toFragment = (answer: FragmentAnswer, more: object) =>
  defineFragment({ params, ...more, render: async () => answer });

const unkept = 'private, no-store';
const kept = 'private, max-age=3';
const shared = 'public, max-age=30, stale-while-revalidate=0, stale-if-error=0';
const forThree = { privateSeconds: 3 };
test.each<[what: string, answer: FragmentAnswer, declared: object, ofMember: string, ofGuest: string]>([
  ['personal', '<p>1</p>', {}, unkept, unkept],
  ['personal and may be shown again', '<p>1</p>', forThree, kept, unkept],
  ['the same without anything to show', null, forThree, kept, unkept],
  [
    'the same, but this answer is for one page only',
    { html: '', privateSeconds: 0 },
    forThree,
    unkept,
    unkept,
  ],
  ['the same, but it fails', { status: 503 }, forThree, 'no-store', 'no-store'],
  ['the same, and guests share theirs', '', { ...forThree, anonymous: { maxAge: 30 } }, kept, shared],
  ['shared', '<p>1</p>', { ...forThree, sharing: { maxAge: 30 } }, shared, shared],
])(
  'a fragment that is %s says for how long it may be kept',
  async (_, answer, declared, ofMember, ofGuest) => {
    const app = createFrontend({ slice: 'shop', build, fragments: { it: toFragment(answer, declared) } });
    const token = await tokenFor({ member: 'm1', audience: ['shop'] });
    const env = { ...settings, BFF: {}, ASSETS: {}, LOG_LEVEL: 'off' };
    const ask = async (identity: Record<string, string>) => {
      const response = await app.request('/fragments/it', { headers: identity }, env);
      const caching = response.headers.get('cache-control') ?? '';
      if (caching.includes('max-age')) expect(response.headers.get('vary')).toContain(headers.identity);
      return caching;
    };
    expect(await ask({ [headers.identity]: token })).toBe(ofMember);
    expect(await ask({})).toBe(ofGuest);
  },
);
