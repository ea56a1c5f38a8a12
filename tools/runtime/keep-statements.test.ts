import { expect, test } from 'bun:test';
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { keepStatements } from './keep-statements.ts';

test('the statements of a batch stay in memory until it has ended', async () => {
  const { promise, resolve } = Promise.withResolvers<never[]>();
  const database = keepStatements({ batch: () => promise } as unknown as D1Database);
  const { kept, ended } = send(database);
  await collect();
  expect(kept.filter((statement) => statement.deref()).length).toBe(kept.length);
  resolve([]);
  await ended;
});

/** A function of its own, so that no variable of the test holds the statements. */
function send(database: D1Database) {
  const statements = Array.from({ length: 100 }, () => ({}) as D1PreparedStatement);
  const kept = statements.map((statement) => new WeakRef(statement));
  return { kept, ended: database.batch(statements) };
}

async function collect(): Promise<void> {
  for (let times = 0; times < 3; times++) {
    await new Promise((resolve) => setTimeout(resolve));
    Bun.gc(true);
  }
}
