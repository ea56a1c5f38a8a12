import { Database } from 'bun:sqlite';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Worker } from '../workers.ts';
import { migrate } from './migrate.ts';
import { toDatabaseFile } from './open-databases.ts';
import { seedDatabases } from './seed-stores.ts';
import { toDirectInsert } from './to-direct-insert.ts';
import { type SqliteDatabase, type Statement, wrapSqlite } from './wrap-sqlite.ts';

type Options = {
  workers: Worker[];
  stateDirectory: string;
  products?: number | undefined;
  onStep(step: string): void;
  /** The file of a worker's database; by default the one that Miniflare opens. */
  fileOf?: (worker: Worker) => string;
};
type Service = { request(path: string, init: RequestInit, env: object): Promise<Response> | Response };
type Wrapped = { sqlite: Database; prepare(sql: string): Statement };
type Filled = { service: string; file: string; database: SqliteDatabase };

/** The services whose databases the catalogue fills. The other databases get their tables only. */
const slices = ['category', 'product', 'pricing', 'review', 'inventory', 'search'];
/** The services that search reads, by the names of its bindings. */
const sources = { CATEGORY: 'category', PRODUCT: 'product', PRICING: 'pricing', REVIEW: 'review' };

/**
 * Makes the databases of a new shop as files, before workerd opens them: this takes a quarter of the time that the same statements take
 * through workerd. The migrations make the tables, and the services themselves run in this process to build the search index. Files get
 * their names when all of them are complete, so a start that was killed begins again.
 *
 * @returns false if a database exists, or if a service of the catalogue does not run; then this did nothing
 */
export async function fillFiles(options: Options): Promise<boolean> {
  const { workers, stateDirectory, products, onStep } = options;
  const { fileOf = (worker) => toDatabaseFile(stateDirectory, worker) } = options;
  const owners = workers.filter(({ directory }) => existsSync(`${directory}/migrations`));
  const files = owners.map(fileOf);
  const missing = slices.filter((slice) => !owners.some((owner) => owner.slice === slice));
  if (missing.length > 0 || files.some((file) => existsSync(file))) return false;
  const folder = `${stateDirectory}/filling`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const filled = await Promise.all(
    owners.map(async ({ name: service, slice, directory }, index): Promise<Filled> => {
      const database = openFile(`${folder}/${slice}.sqlite`);
      await migrate(database, `${directory}/migrations`);
      return { service, file: files[index] as string, database };
    }),
  );
  const databaseOf = async (name: string) =>
    filled.find(({ service }) => service === name)?.database as SqliteDatabase;
  const search = await databaseOf('search-service');
  const finish = startLoading(search.sqlite);
  await seedDatabases({ databaseOf, buildIndex: await openSearch(databaseOf), onStep, products });
  finish();
  for (const { database, file } of filled) {
    const { filename } = database.sqlite;
    database.sqlite.close();
    await mkdir(dirname(file), { recursive: true });
    await rename(filename, file);
  }
  await rm(folder, { recursive: true });
  return true;
}

/** SQLite's settings for a file that need not survive a crash and that no other process reads. The cache is 128 MiB. */
const settings = [
  'journal_mode = OFF',
  'synchronous = OFF',
  'locking_mode = EXCLUSIVE',
  'temp_store = MEMORY',
  'cache_size = -131072',
];

function openFile(path: string): SqliteDatabase {
  const sqlite = new Database(path, { create: true });
  for (const setting of settings) sqlite.run(`PRAGMA ${setting}`);
  const { prepare, ...database } = wrapSqlite(sqlite) as unknown as Wrapped;
  return {
    ...database,
    prepare(sql: string) {
      const insert = toDirectInsert(sqlite, sql);
      const statement = prepare(sql);
      if (!insert) return statement;
      const bind = (rows: string) => {
        const read = () => {
          insert(rows);
          return { results: [] };
        };
        return { ...statement, read, run: async () => read() };
      };
      return { ...statement, bind };
    },
    async batch(statements: Statement[]) {
      const read = () => statements.map((each) => each.read());
      return sqlite.inTransaction ? read() : sqlite.transaction(read)();
    },
  } as unknown as SqliteDatabase;
}

/** Prepares the search index for many rows. @returns ends that: it makes the indexes of the lists, and sets the defaults again */
function startLoading(sqlite: Database): () => void {
  const lists = sqlite
    .query<{ name: string; sql: string }, []>(
      // The index by product is needed to write a listing.
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'listing_category'
       AND name <> 'listing_category_product' AND sql IS NOT NULL`,
    )
    .all();
  for (const { name } of lists) sqlite.run(`DROP INDEX ${name}`);
  // The words of many listings in memory, and no merging of what is written in between.
  setGrams({ hashsize: 128 * 1024 * 1024, automerge: 0 });
  sqlite.run('BEGIN');
  return function finish() {
    sqlite.run('COMMIT');
    setGrams({ hashsize: 1024 * 1024, automerge: 4 });
    for (const { sql } of lists) sqlite.run(sql);
  };

  /** https://www.sqlite.org/fts5.html#special_insert_commands */
  function setGrams(values: Record<string, number>) {
    for (const [name, value] of Object.entries(values))
      sqlite.run('INSERT INTO listing_gram (listing_gram, rank) VALUES (?, ?)', [name, value]);
  }
}

/** Search and the services that it reads, in this process. @returns asks search for the next part of its index */
async function openSearch(databaseOf: (name: string) => Promise<SqliteDatabase>) {
  const token = crypto.randomUUID();
  const open = async (slice: string, bindings = {}) => {
    const service = (await import(`../../services/${slice}/worker.ts`)).default as Service;
    const env = {
      ...{ DB: await databaseOf(`${slice}-service`), OPERATOR_TOKEN: token, LOG_LEVEL: 'off' },
      ...bindings,
    };
    return async (path: string, init: RequestInit) => service.request(path, init, env);
  };
  const bindings: Record<string, { fetch(request: Request): Promise<Response> }> = {};
  for (const [name, slice] of Object.entries(sources)) {
    const ask = await open(slice);
    bindings[name] = {
      fetch: ({ url, headers }) => ask(url.slice(new URL(url).origin.length), { headers }),
    };
  }
  const search = await open('search', bindings);
  return () => search('/index', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
}
