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

test('a pool asks one object for a hash', async () => {
  const { asked, run } = open({});
  expect(await run()).toBe(hash);
  expect(asked).toEqual(['hasher-1']);
});

test('a pool asks the next object if one is full', async () => {
  const { asked, run } = open({ 'hasher-1': 'full', 'hasher-2': 'full' });
  expect(await run()).toBe(hash);
  expect(asked).toEqual(['hasher-1', 'hasher-2', 'hasher-0']);
});

test('a pool whose objects are all full throws `Busy` with the time to retry', async () => {
  const { asked, run } = open({ 'hasher-0': 'full', 'hasher-1': 'full', 'hasher-2': 'full' });
  await expect(run()).rejects.toMatchObject({ name: 'Busy', retryAfter: 7 });
  expect(asked).toHaveLength(3);
});

test('a pool does not ask another object if the deadline has ended at one', async () => {
  const { asked, run } = open({ 'hasher-1': 'late' });
  await expect(run()).rejects.toMatchObject({ name: 'Busy' });
  expect(asked).toEqual(['hasher-1']);
});

test('a pool asks the next object if one cannot be reached', async () => {
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
