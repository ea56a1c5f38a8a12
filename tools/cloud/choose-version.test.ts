import { expect, test } from 'bun:test';
import { chooseVersion } from './choose-version.ts';

const shares = [
  { version_id: 'old', percentage: 90 },
  { version_id: 'new', percentage: 10 },
];
const plain = { script: 'shop', key: null, overrides: null };
const choose = (wish: Partial<typeof plain> | { key: string } | { overrides: string }, random = 0) =>
  chooseVersion(shares, { ...plain, ...wish }, random);

test('a request without a key gets a version by the shares', () => {
  expect(choose({}, 0)).toBe('old');
  expect(choose({}, 0.899)).toBe('old');
  expect(choose({}, 0.9)).toBe('new');
  expect(choose({}, 0.999)).toBe('new');
});

test('a version with the share 0 is reached by its override only', () => {
  const dark = [
    { version_id: 'old', percentage: 100 },
    { version_id: 'new', percentage: 0 },
  ];
  expect(chooseVersion(dark, plain, 0.999)).toBe('old');
  expect(chooseVersion(dark, { ...plain, overrides: 'shop="new"' }, 0)).toBe('new');
});

test.each([
  ['shop="new"', 'new'],
  ['other="x", shop="new"', 'new'],
  ['shop="unknown"', 'old'],
  ['other="new"', 'old'],
  ['shop=new', 'old'],
  ['', 'old'],
])('the override %s leads to %s', (overrides, version) => {
  expect(choose({ overrides })).toBe(version);
});

test('a key decides instead of chance, and keys are spread by the shares', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `visitor-${index}`);
  const chosen = keys.map((key) => choose({ key }, 0));
  expect(keys.map((key) => choose({ key }, 0.99))).toEqual(chosen);
  const share = chosen.filter((version) => version === 'new').length / keys.length;
  expect(share).toBeGreaterThan(0.08);
  expect(share).toBeLessThan(0.12);
});

test('a script without a deployment has no version', () => {
  expect(chooseVersion([], plain, 0)).toBeUndefined();
});
