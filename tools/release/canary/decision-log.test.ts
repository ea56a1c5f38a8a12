import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import type { Cloudflare } from '../../deploy/cloudflare.ts';
import { type Decision, openDecisionLog } from './decision-log.ts';
import { toDecisionText } from './start-canary.ts';

const decision: Decision = {
  ...{ at: '2026-11-26T00:00:00.000Z', slice: 'cart', release: 'r1', percent: 5, decision: 'roll back' },
  ...{ reason: '4 of 20 visits: a server error or a fallback', views: { canary: 20, control: 19 } },
  findings: [
    {
      ...{ metric: 'a server error or a fallback', harm: 1.2, safety: -0.3, needed: undefined },
      pairs: { both: 0, canary: 4, control: 0, neither: 15 },
    },
  ],
};

test('decisions are kept with their numbers, for each slice, the newest first', async () => {
  const database = new Database(':memory:');
  const cloudflare = {
    post: async (
      _: string,
      { sql, params }: { sql: string; params: (string | number)[] },
      schema: unknown,
    ) => {
      const { parse } = await import('valibot');
      return parse(schema as never, [{ results: database.query(sql).all(...params) }]);
    },
  } as unknown as Cloudflare;
  const log = openDecisionLog({ cloudflare, database: 'd' });
  expect(await log.list('cart', 5)).toEqual([]);
  const later: Decision = { ...decision, decision: 'promote', percent: 0.5 };
  for (const each of [decision, { ...decision, slice: 'menu' }, later]) await log.add(each);
  expect(await log.list('cart', 5)).toEqual([later, decision]);
  expect(await log.list('cart', 1)).toEqual([later]);
});

test('a decision is written with all of its numbers', () => {
  const [first, views, heading, row] = toDecisionText(decision).split('\n');
  expect(first).toBe('2026-11-26 00:00:00 at 5 %: roll back: 4 of 20 visits: a server error or a fallback');
  expect(views).toBe('20 views of the canary, 19 of the control');
  expect(heading?.trim().split(/\s{2,}/)).toEqual([
    ...['pairs', 'only canary', 'only control', 'worse', 'good enough'],
  ]);
  expect(row?.split(/\s{2,}/)).toEqual(['a server error or a fallback', '19', '4', '0', '1 in 15', 'none']);
});
