import { expect, test } from 'bun:test';
import { createChangesCookie, readChanges, toNewestHeaders } from './changes.ts';

/** A request with this cookie, as the shell's context shows it. */
const ask = (cookie: string) => ({
  req: { url: 'http://shop/', header: () => cookie } as unknown as Parameters<typeof readChanges>[0]['req'],
});
const take = (setCookie: string) => (setCookie.split(';')[0] as string).trim();

test('remembers the changes of a visitor, the latest of each tag', () => {
  const before = Date.now();
  const first = take(createChangesCookie(ask(''), ['review-1', 'price-2']));
  const second = take(createChangesCookie(ask(first), ['review-1']));
  const changes = readChanges(ask(second)) ?? [];
  expect(changes.map(({ tag }) => tag)).toEqual(['price-2', 'review-1']);
  for (const { at } of changes) {
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  }
});

test('remembers the last eight changes', () => {
  let cookie = '';
  for (let each = 0; each < 20; each++) cookie = take(createChangesCookie(ask(cookie), [`review-${each}`]));
  expect(readChanges(ask(cookie))?.map(({ tag }) => tag)).toEqual(
    Array.from({ length: 8 }, (_, each) => `review-${each + 12}`),
  );
});

test('services read their stores for a visitor who has just changed something', () => {
  const now = Date.now();
  expect(toNewestHeaders([{ tag: 'review-1', at: now - 1_000 }])).toEqual({ 'cache-control': 'no-cache' });
  expect(toNewestHeaders([{ tag: 'review-1', at: now - 60_000 }])).toEqual({});
  expect(toNewestHeaders(undefined)).toEqual({});
});

test.each([
  ['nothing', ''],
  ['another form', 'changes=<script>'],
  ['a time to come', `changes=review-1.${(Date.now() + 60_000).toString(36)}`],
  ['a change of long ago', `changes=review-1.${(Date.now() - 3_600_000).toString(36)}`],
  ['no time', 'changes=review-1'],
])('a cookie with %s changes nothing', (_, cookie) => {
  expect(readChanges(ask(cookie))).toBeUndefined();
});
