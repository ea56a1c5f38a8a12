import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import {
  deriveHere,
  hashPassword,
  isOutdated,
  matchPassword,
  productionCost,
  toDummyHash,
} from './password.ts';

const cheap = { ln: 4, r: 8, p: 1 };
const salt = new Uint8Array(16).fill(7);
const hash = (password: string, cost = cheap, by = salt) => hashPassword(deriveHere, password, by, cost);
const isRight = async (password: string, kept: string) =>
  (await matchPassword(deriveHere, password, [kept])) === kept;

describe('a password', () => {
  test('matches its own hash, and no other password does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        async (one, other) => {
          const kept = await hash(one);
          expect(await isRight(one, kept)).toBe(true);
          expect(await isRight(other, kept)).toBe(one.normalize('NFC') === other.normalize('NFC'));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('has a hash with cost and salt in it', async () => {
    const kept = await hash('비밀번호');
    expect(kept).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await hash('비밀번호', cheap, new Uint8Array(16))).not.toBe(kept);
  });

  // https://www.rfc-editor.org/rfc/rfc7914#section-12
  test('is hashed as the standard says', async () => {
    const hash =
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640';
    const text = (hex: string) => Buffer.from(hex, 'hex').toString('base64').replaceAll('=', '');
    const kept = `$scrypt$ln=10,r=8,p=16$${text('4e61436c')}$${text(hash)}`;
    expect(await isRight('password', kept)).toBe(true);
    expect(await isRight('passwore', kept)).toBe(false);
  });

  test('is the same for each way to compose an accent or a syllable', async () => {
    expect(await isRight('한글é'.normalize('NFC'), await hash('한글é'.normalize('NFD')))).toBe(true);
  });

  test('is found among several hashes, with one computation for those that share cost and salt', async () => {
    const kept = await Promise.all(['one', 'two', 'three'].map((each) => hash(each)));
    let computed = 0;
    const counting: typeof deriveHere = (...given) => {
      computed++;
      return deriveHere(...given);
    };
    expect(await matchPassword(counting, 'three', kept)).toBe(kept[2] as string);
    expect(await matchPassword(counting, 'four', kept)).toBeUndefined();
    expect(computed).toBe(2);
    expect(await matchPassword(counting, 'two', kept, await hash('two'))).toBe(kept[1] as string);
    expect(computed).toBe(2);
    const older = await hash('two', { ...cheap, ln: 3 });
    expect(await matchPassword(counting, 'two', [older], await hash('two'))).toBe(older);
    expect(computed).toBe(3);
  });

  test('has an outdated hash if cost or salt differ', async () => {
    const kept = await hash('x');
    expect(isOutdated(kept, cheap, salt)).toBe(false);
    expect(isOutdated(kept, { ...cheap, ln: 5 }, salt)).toBe(true);
    expect(isOutdated(kept, { ...cheap, p: 2 }, salt)).toBe(true);
    expect(isOutdated(kept, cheap, new Uint8Array(16))).toBe(true);
  });

  test('of an unknown e-mail is checked at the same cost, and is never right', async () => {
    expect(isOutdated(toDummyHash(productionCost, salt), productionCost, salt)).toBe(false);
    expect(await isRight('', toDummyHash(cheap, salt))).toBe(false);
  });

  test.each(['', 'plain', '$scrypt$ln=4,r=8,p=1$$', '$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA'])(
    'with the malformed hash %p is an error',
    async (kept) => expect(isRight('x', kept)).rejects.toThrow('not a PHC string'),
  );
});
