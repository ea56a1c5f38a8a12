import { expect, test } from 'bun:test';
import { longestRunMs, runSmoke } from './run-smoke.ts';

test('a shop that never answers fails the smoke test within its time, which is less than 20 s', async () => {
  expect(longestRunMs).toBeLessThan(20_000);
  const shop = Bun.serve({ port: 0, fetch: () => new Promise<Response>(() => {}) });
  const lines: string[] = [];
  expect(await runSmoke(shop.url.origin, (line) => void lines.push(line), 50)).toBe(false);
  expect(lines).toHaveLength(6);
  for (const line of lines.slice(0, 5)) expect(line).toEndWith('no answer within 0.05 s');
  expect(lines[5]).toStartWith('5 of 5 checks failed in ');
  await shop.stop(true);
});

test('an address without a shop fails each check with the reason', async () => {
  const lines: string[] = [];
  expect(await runSmoke('http://127.0.0.1:1', (line) => void lines.push(line))).toBe(false);
  expect(lines[0]).toContain('http://127.0.0.1:1 cannot be reached: ');
});
