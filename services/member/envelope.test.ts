import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { seal, unseal } from './envelope.ts';
import { toKeyedHash } from './keyed-hash.ts';
import { addMemberKey, openMemberKeys } from './keys.ts';

const first = addMemberKey('2026-10');
const second = addMemberKey('2026-11', first);
const before = await openMemberKeys(first);
const after = await openMemberKeys(second);
const strangers = await openMemberKeys(addMemberKey('2026-10'));

describe('an envelope', () => {
  test('gives back what was put in, at the same place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await unseal(before, await seal(before, text, 'member/1/name'), 'member/1/name')).toBe(text);
      }),
    );
  });

  test('says by which key it is closed, and nothing of what is in it', async () => {
    const sealed = await seal(before, 'hong@example.com', 'member/1/email');
    expect(sealed).toMatch(/^2026-10:[\w-]{16}:[\w-]+$/);
    expect(sealed).not.toContain('hong');
    expect(await seal(before, 'hong@example.com', 'member/1/email')).not.toBe(sealed);
  });

  test('opens at no other place, by no other key, and not after a change', async () => {
    const sealed = await seal(before, '홍길동', 'member/1/name');
    await expect(unseal(before, sealed, 'member/2/name')).rejects.toThrow();
    await expect(unseal(before, sealed, 'member/1/email')).rejects.toThrow();
    await expect(unseal(strangers, sealed, 'member/1/name')).rejects.toThrow();
    const [id, iv, text = ''] = sealed.split(':');
    const changed = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    await expect(unseal(before, [id, iv, changed].join(':'), 'member/1/name')).rejects.toThrow();
  });

  test('of an older key opens as long as the key is there; new ones are closed by the new', async () => {
    const old = await seal(before, '홍길동', 'member/1/name');
    expect(await unseal(after, old, 'member/1/name')).toBe('홍길동');
    const young = await seal(after, '홍길동', 'member/1/name');
    expect(young).toStartWith('2026-11:');
    await expect(unseal(before, young, 'member/1/name')).rejects.toThrow('has no key 2026-11');
  });
});

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
