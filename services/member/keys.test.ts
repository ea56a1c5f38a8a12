import { expect, test } from 'bun:test';
import { toKeyedHash } from './keyed-hash.ts';
import { addMemberKey, openMemberKeys } from './keys.ts';

const first = addMemberKey('2026-10');
const second = addMemberKey('2026-11', first);
const before = await openMemberKeys(first);
const after = await openMemberKeys(second);
const strangers = await openMemberKeys(addMemberKey('2026-10'));

test('e-mails are found by the same hash whichever key encrypts, and by another in another house', async () => {
  const hash = await toKeyedHash(before, 'hong@example.com');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await toKeyedHash(after, 'hong@example.com')).toBe(hash);
  expect(await toKeyedHash(strangers, 'hong@example.com')).not.toBe(hash);
});

test.each([
  'nonsense',
  '{}',
  JSON.stringify({ ...JSON.parse(first), current: 'x' }),
  JSON.stringify({ ...JSON.parse(first), lookup: 'short' }),
  JSON.stringify({ ...JSON.parse(first), ciphers: { 'with:colon': 'x' } }),
])('keys that are none are refused: %s', async (json) => expect(openMemberKeys(json)).rejects.toThrow());

test('a key is never replaced by another of its name', () => {
  expect(() => addMemberKey('2026-10', first)).toThrow('already');
});
