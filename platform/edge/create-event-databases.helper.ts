import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outboxLease, outboxTable } from '@jogakbo/edge/outbox';
import { consumedTable } from '@jogakbo/edge/take-once';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { openD1 } from '../../tests/open-d1.helper.ts';

/** Creates databases with the tables `outbox` and `consumed`, in memory and on real D1. */
export async function createEventDatabases() {
  const migrations = await mkdtemp(join(tmpdir(), 'jogakbo-events-'));
  await Bun.write(`${migrations}/0001_events.sql`, `${outboxTable};\n${outboxLease};\n${consumedTable};`);
  const d1 = await openD1(migrations);
  return {
    createSqlite: async () => createSqliteDatabase(migrations),
    createD1: () => d1.create(),
    async close() {
      await d1.close();
      await rm(migrations, { recursive: true });
    },
  };
}
