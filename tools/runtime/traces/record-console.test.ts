import { expect, test } from 'bun:test';
import { isPrinted } from './record-console.ts';

const request = (status: number) => JSON.stringify({ worker: 'shell', status, trace: 'f'.repeat(32) });

test.each([
  ['error', 200, false],
  ['error', 503, true],
  ['info', 200, true],
  ['1%', 200, false],
  ['off', 503, false],
] as const)('with the level %s, a request with status %p is printed: %p', (level, status, printed) => {
  expect(isPrinted(request(status), level)).toBe(printed);
});

test('a line without a trace is printed', () => {
  expect(isPrinted('started', 'error')).toBe(true);
  expect(isPrinted('{broken', 'off')).toBe(true);
});
