import { expect, test } from 'bun:test';
import { isLogged } from './log.ts';

const first = `${'a'.repeat(24)}00000000`;
const last = `${'a'.repeat(24)}ffffffff`;

test.each([
  [undefined, first, true],
  ['info', last, true],
  ['error', first, false],
  ['off', first, false],
  ['1%', first, true],
  ['1%', last, false],
  ['0.5%', `${'a'.repeat(24)}01000000`, true],
  ['0.1%', `${'a'.repeat(24)}01000000`, false],
  ['100%', last, true],
])('with the level %s, the trace %s is logged: %p', (level, trace, logged) => {
  expect(isLogged(level, trace)).toBe(logged);
});
