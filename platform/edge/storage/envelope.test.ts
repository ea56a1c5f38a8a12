import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { importCiphers, seal, unseal } from './envelope.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte);
const before = await importCiphers('2026-10', { '2026-10': key(7) });
const after = await importCiphers('2026-11', { '2026-10': key(7), '2026-11': key(8) });
const strangers = await importCiphers('2026-10', { '2026-10': key(9) });

describe('an envelope', () => {
  test('gives the text back for the same place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await unseal(before, await seal(before, text, 'member/1/name'), 'member/1/name')).toBe(text);
      }),
    );
  });

  test('names its key, hides its text, and never looks the same', async () => {
    const sealed = await seal(before, 'hong@example.com', 'member/1/email');
    expect(sealed).toMatch(/^2026-10:[\w-]{16}:[\w-]+$/);
    expect(sealed).not.toContain('hong');
    expect(await seal(before, 'hong@example.com', 'member/1/email')).not.toBe(sealed);
  });

  test('cannot be opened for another place, with another key, or after a change', async () => {
    const sealed = await seal(before, '홍길동', 'member/1/name');
    await expect(unseal(before, sealed, 'member/2/name')).rejects.toThrow();
    await expect(unseal(before, sealed, 'member/1/email')).rejects.toThrow();
    await expect(unseal(strangers, sealed, 'member/1/name')).rejects.toThrow();
    const [id, iv, text = ''] = sealed.split(':');
    const changed = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    await expect(unseal(before, [id, iv, changed].join(':'), 'member/1/name')).rejects.toThrow();
  });

  test('of an older key can be opened while the key is there, and new ones use the new key', async () => {
    const old = await seal(before, '홍길동', 'member/1/name');
    expect(await unseal(after, old, 'member/1/name')).toBe('홍길동');
    const young = await seal(after, '홍길동', 'member/1/name');
    expect(young).toStartWith('2026-11:');
    await expect(unseal(before, young, 'member/1/name')).rejects.toThrow('has no key 2026-11');
  });
});

describe('a stored value', () => {
  const ofMember = '2026-10:wn2e4JFyJWymgeqj:kumNouT7xlIaNKyTxsUGRJPv0e1q2mEy_g';
  const ofOrder =
    '2026-10.aEN/Waeq7EoguLdn.qY5/s+/japI5WUMWdCUdb0FxoWyPHzadMJvXzMevT8uQZBFk4Y9A5haPTmfTMjJxIK7zzI3SnBDM';

  test('of a member can be opened', async () => {
    expect(await unseal(after, ofMember, 'member/1/name')).toBe('홍길동');
  });

  test('of an order in the older form can be opened, but not for another order or after a change', async () => {
    expect(JSON.parse(await unseal(after, ofOrder, 'order-1'))).toEqual({
      recipient: '김조각',
      detail: '2층',
    });
    await expect(unseal(after, ofOrder, 'order-2')).rejects.toThrow();
    const other = ofOrder.at(-5) === 'A' ? 'B' : 'A';
    const changed = `${ofOrder.slice(0, -5)}${other}${ofOrder.slice(-4)}`;
    await expect(unseal(after, changed, 'order-1')).rejects.toThrow();
  });
});
