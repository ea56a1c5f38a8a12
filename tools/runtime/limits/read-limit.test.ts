import { expect, test } from 'bun:test';
import { readLimit } from './read-limit.ts';

test('a request may make as many invocations as on Cloudflare, if nothing else is said', () => {
  expect(readLimit('faces', undefined)).toBe(32);
  expect(readLimit('monolith', '')).toBe(32);
  expect(readLimit('tiers', undefined)).toBe(0);
});

test('LIMIT changes the number, 0 switches the limit off, and anything else is refused', () => {
  expect(readLimit('tiers', '40')).toBe(40);
  expect(readLimit('faces', '0')).toBe(0);
  for (const wrong of ['-1', '1.5', 'many']) expect(() => readLimit('faces', wrong)).toThrow(`: ${wrong}`);
});
