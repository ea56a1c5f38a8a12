import type { D1Database } from '@cloudflare/workers-types';
import { Miniflare } from 'miniflare';
import { keepStatements } from '../tools/runtime/keep-statements.ts';
import { migrate } from '../tools/runtime/migrate.ts';

/**
 * Opens real D1 in workerd, in memory, so that the tests of a store run on the same database as production.
 *
 * @param migrations the folder of a service's migrations
 */
export async function openD1(migrations: string) {
  const names = Array.from({ length: 24 }, (_, index) => `DB${index}`);
  const options = {
    cf: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    workers: [
      {
        config: {
          name: 'test',
          compatibilityDate: '2026-11-16',
          manifest: {
            mainModule: 'index.js',
            modulesRoot: '/',
            modules: { 'index.js': { type: 'esm', contents: 'export default {}' } },
          },
          env: Object.fromEntries(names.map((name) => [name, { type: 'd1', id: name }])),
        },
      },
    ],
  };
  const miniflare = new Miniflare(options as ConstructorParameters<typeof Miniflare>[0]);
  await miniflare.ready;
  let opened = 0;

  return {
    /** Creates another empty, migrated database. */
    async create(): Promise<D1Database> {
      const name = names[opened++];
      if (!name) throw new Error(`only ${names.length} databases at a time`);
      const database = keepStatements((await miniflare.getD1Database(name)) as unknown as D1Database);
      await migrate(database, migrations);
      return database;
    },
    close: () => miniflare.dispose(),
  };
}
