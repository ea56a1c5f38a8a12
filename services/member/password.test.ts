import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { hashPassword, isOutdated, productionCost, toDummyHash, verifyPassword } from './password.ts';

const cheap = { ln: 4, r: 8, p: 1 };

describe('a password', () => {
  test('is what it was hashed from, and nothing else is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        async (one, other) => {
          const kept = await hashPassword(one, cheap);
          expect(await verifyPassword(one, kept)).toBe(true);
          expect(await verifyPassword(other, kept)).toBe(one.normalize('NFC') === other.normalize('NFC'));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('is kept with all that checking it takes, and a salt of its own', async () => {
    const kept = await hashPassword('비밀번호', cheap);
    expect(kept).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await hashPassword('비밀번호', cheap)).not.toBe(kept);
  });

  // https://www.rfc-editor.org/rfc/rfc7914#section-12
  test('is hashed as the standard says', async () => {
    const hash =
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640';
    const text = (hex: string) => Buffer.from(hex, 'hex').toString('base64').replaceAll('=', '');
    const kept = `$scrypt$ln=10,r=8,p=16$${text('4e61436c')}$${text(hash)}`;
    expect(await verifyPassword('password', kept)).toBe(true);
    expect(await verifyPassword('passwore', kept)).toBe(false);
  });

  test('is the same however an accent or a syllable is composed', async () => {
    const kept = await hashPassword('한글é'.normalize('NFD'), cheap);
    expect(await verifyPassword('한글é'.normalize('NFC'), kept)).toBe(true);
  });

  test('is hashed anew at another cost', async () => {
    const kept = await hashPassword('x', cheap);
    expect(isOutdated(kept, cheap)).toBe(false);
    expect(isOutdated(kept, { ...cheap, ln: 5 })).toBe(true);
    expect(isOutdated(kept, { ...cheap, p: 2 })).toBe(true);
  });

  test('of someone unknown is checked at the same cost, and is never right', async () => {
    const dummy = toDummyHash(productionCost);
    expect(isOutdated(dummy, productionCost)).toBe(false);
    expect(await verifyPassword('', toDummyHash(cheap))).toBe(false);
  });

  test.each(['', 'plain', '$scrypt$ln=4,r=8,p=1$$', '$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA'])(
    'kept as %p is a fault',
    async (kept) => expect(verifyPassword('x', kept)).rejects.toThrow('no form that is known'),
  );
});
