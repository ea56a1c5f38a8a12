import type { D1Result } from '@cloudflare/workers-types';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { unstable_splitSqlQuery } from 'wrangler';
import type { Database } from '../account.ts';
import { ApiError, toAnswer } from '../api-error.ts';
import type { Cloud } from './cloud.ts';
import { readJson } from './read-json.ts';

const Value = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const Statement = v.object({ sql: v.string(), params: v.optional(v.array(Value)) });
const Query = v.union([Statement, v.object({ batch: v.array(Statement) })]);
const Input = v.object({
  name: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  primary_location_hint: v.optional(v.string()),
  jurisdiction: v.optional(v.string()),
});

/** D1: databases by uuid, and their queries. Importing and exporting files is not part of this stand-in. */
export function addDatabases(app: Hono, { file, runtime, now }: Cloud): void {
  const { account } = file;

  app.get('/d1/database', (c) => {
    const name = c.req.query('name');
    const found = account.databases.filter((database) => !name || database.name.includes(name));
    const page = Number(c.req.query('page') ?? 1);
    return c.json(
      toAnswer(page > 1 ? [] : found, {
        page,
        per_page: found.length,
        count: found.length,
        total_count: found.length,
      }),
    );
  });

  app.post('/d1/database', async (c) => {
    const { name, primary_location_hint } = await readJson(c, Input);
    if (account.databases.some((database) => database.name === name))
      throw new ApiError(400, 7502, `A database with the name ${name} already exists.`);
    const database: Database = {
      ...{ uuid: crypto.randomUUID(), name, created_at: now().toISOString(), version: 'production' },
      ...(primary_location_hint ? { location: primary_location_hint } : {}),
    };
    account.databases.push(database);
    file.save();
    runtime.change();
    return c.json(toAnswer(database));
  });

  app.get('/d1/database/:database', (c) => c.json(toAnswer(find(c.req.param('database')))));

  app.delete('/d1/database/:database', (c) => {
    const { uuid } = find(c.req.param('database'));
    account.databases = account.databases.filter((database) => database.uuid !== uuid);
    file.save();
    runtime.change();
    return c.json(toAnswer(null));
  });

  // Several statements are one transaction, as in a batch of D1.
  app.post('/d1/database/:database/query', async (c) => {
    const { uuid } = find(c.req.param('database'));
    const query = await readJson(c, Query);
    const database = await runtime.database(uuid);
    const statements = ('batch' in query ? query.batch : [query]).flatMap(({ sql, params }) =>
      params
        ? [database.prepare(sql).bind(...params)]
        : unstable_splitSqlQuery(sql).map((statement) => database.prepare(statement)),
    );
    if (statements.length === 0) return c.json(toAnswer([]));
    try {
      return c.json(toAnswer((await database.batch(statements)).map(toResult)));
    } catch (error) {
      throw new ApiError(400, 7500, (error as Error).message.replace(/^D1_ERROR: /, ''));
    }
  });

  function find(idOrName: string): Database {
    const found = account.databases.find(({ uuid, name }) => uuid === idOrName || name === idOrName);
    if (!found) throw new ApiError(404, 7404, `The database ${idOrName} could not be found`);
    return found;
  }
}

function toResult({ results, success, meta }: D1Result) {
  return { results, success, meta };
}
