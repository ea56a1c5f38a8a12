import { expect, test } from 'bun:test';
import { toKept, toPhc } from './password-forms.ts';

const key = 'A'.repeat(43);

test.each([
  ['a salt that is a text of the monolith', `15.c2FsdHNhbHRzYWx0c2FsdA.${key}`],
  ['a salt that the shop has made of bytes', `15.~-_-_AAAAAAAAAAAAAAAAAA.${key}`],
])('a hash with %s comes back as it was', (_, kept) => {
  expect(toKept(toPhc(kept))).toBe(kept);
});

test('a hash that the monolith cannot check is refused', () => {
  expect(() => toKept(`$scrypt$ln=15,r=16,p=3$c2FsdA$${key}`)).toThrow('r=8 and p=3');
});
