import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { unstable_splitSqlQuery } from 'wrangler';
import { ApiError, toAnswer } from '../api-error.ts';
import type { Cloud } from './cloud.ts';
import { readJson } from './read-json.ts';

const Etag = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const Import = v.variant('action', [
  v.object({ action: v.literal('init'), etag: Etag }),
  v.object({ action: v.literal('ingest'), etag: Etag, filename: v.string() }),
]);

/** The path that takes the file of an import. It needs no token, as its address is the secret. */
export const uploadPath = '/internal/imports/:etag';

/** The uploaded files of SQL, by their MD5. */
const files = new Map<string, string>();

/** Keeps an uploaded file. @returns its MD5, which wrangler compares */
export async function keepFile(request: Request): Promise<string> {
  const bytes = await request.bytes();
  const etag = createHash('md5').update(bytes).digest('hex');
  files.set(etag, new TextDecoder().decode(bytes));
  return etag;
}

/** `wrangler d1 execute --file`: uploads a file of SQL, then applies it as one transaction. */
export function addImports(app: Hono, { file, runtime }: Cloud): void {
  app.post('/d1/database/:database/import', async (c) => {
    const found = file.account.databases.find(({ uuid }) => uuid === c.req.param('database'));
    if (!found) throw new ApiError(404, 7404, 'The database could not be found');
    const input = await readJson(c, Import);
    if (input.action === 'init') {
      const upload_url = new URL(uploadPath.replace(':etag', input.etag), c.req.url).href;
      return c.json(toAnswer({ filename: `${input.etag}.sql`, upload_url }));
    }
    const text = files.get(input.etag);
    if (text === undefined) throw new ApiError(400, 7500, 'The file was not uploaded.');
    files.delete(input.etag);
    const database = await runtime.database(found.uuid);
    const statements = unstable_splitSqlQuery(text).map((statement) => database.prepare(statement));
    const answer = { success: true, type: 'import', at_bookmark: 'rehearsal' };
    try {
      const results = await database.batch(statements);
      const sum = (name: 'rows_read' | 'rows_written' | 'duration') =>
        results.reduce((total, { meta }) => total + (meta[name] ?? 0), 0);
      const meta = {
        ...{ rows_read: sum('rows_read'), rows_written: sum('rows_written'), duration: sum('duration') },
        size_after: results.at(-1)?.meta.size_after ?? 0,
      };
      const result = { num_queries: statements.length, final_bookmark: 'rehearsal', meta };
      return c.json(toAnswer({ ...answer, status: 'complete', messages: [], result }));
    } catch (error) {
      const reason = (error as Error).message.replace(/^D1_ERROR: /, '');
      return c.json(toAnswer({ ...answer, status: 'error', messages: [], errors: [reason] }));
    }
  });
}
