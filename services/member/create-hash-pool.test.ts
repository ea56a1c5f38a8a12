import { expect, test } from 'bun:test';
import { createHashPool } from './create-hash-pool.ts';
import { productionCost } from './password.ts';

const salt = new Uint8Array(16);
const hash = new Uint8Array(32);

function open(answers: Record<string, 'full' | 'late' | 'ok'>) {
  const asked: string[] = [];
  const derive = createHashPool({
    ...{ size: 3, expires: 1_000, random: () => 0.5 },
    hasherOf: (name) => ({
      async derive() {
        asked.push(name);
        const answer = answers[name] ?? 'ok';
        return answer === 'ok' ? { ok: true, value: hash } : { ok: false, reason: answer, retryAfter: 7 };
      },
    }),
  });
  return { asked, run: () => derive('password', salt, productionCost, 32) };
}

test('one object hashes', async () => {
  const { asked, run } = open({});
  expect(await run()).toBe(hash);
  expect(asked).toEqual(['hasher-1']);
});

test('a full one passes the job to the next', async () => {
  const { asked, run } = open({ 'hasher-1': 'full', 'hasher-2': 'full' });
  expect(await run()).toBe(hash);
  expect(asked).toEqual(['hasher-1', 'hasher-2', 'hasher-0']);
});

test('where all are full it says so, and when to come back', async () => {
  const { asked, run } = open({ 'hasher-0': 'full', 'hasher-1': 'full', 'hasher-2': 'full' });
  await expect(run()).rejects.toMatchObject({ name: 'Busy', retryAfter: 7 });
  expect(asked).toHaveLength(3);
});

test('what is late at one is not begun at another', async () => {
  const { asked, run } = open({ 'hasher-1': 'late' });
  await expect(run()).rejects.toMatchObject({ name: 'Busy' });
  expect(asked).toEqual(['hasher-1']);
});

test('one that cannot be reached passes the job to the next', async () => {
  let asked = 0;
  const derive = createHashPool({
    ...{ size: 2, expires: 1_000, random: () => 0 },
    hasherOf: () => ({
      async derive() {
        if (asked++ === 0) throw new Error('The object was moved.');
        return { ok: true, value: hash };
      },
    }),
  });
  expect(await derive('password', salt, productionCost, 32)).toBe(hash);
});
