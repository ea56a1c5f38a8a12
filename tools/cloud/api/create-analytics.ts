import { Database } from 'bun:sqlite';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { AccountFile } from '../account.ts';
import { ApiError } from '../api-error.ts';
import { readJson } from './read-json.ts';

/** The path to which the binding of a dataset sends its points. */
const pointsPath = '/internal/points';

const Name = v.pipe(v.string(), v.regex(/^[A-Za-z_][\w]{0,62}$/));
const Point = v.object({
  indexes: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(96))), v.maxLength(1)), []),
  blobs: v.optional(v.pipe(v.array(v.nullable(v.string())), v.maxLength(20)), []),
  doubles: v.optional(v.pipe(v.array(v.number()), v.maxLength(20)), []),
});
const columns = [
  ...['index1', ...Array.from({ length: 20 }, (_, index) => `blob${index + 1}`)],
  ...Array.from({ length: 20 }, (_, index) => `double${index + 1}`),
];

/**
 * Analytics Engine: a table in SQLite for each dataset, and its SQL API. SQL is as SQLite knows it, with `toDateTime('…')`, and nothing is
 * sampled.
 */
export function createAnalytics(file: Pick<AccountFile, 'directory'>, now: () => Date) {
  let opened: Database | undefined;
  const database = () => {
    if (opened) return opened;
    opened = new Database(`${file.directory}/analytics.sqlite`, { create: true });
    opened.run('PRAGMA journal_mode = WAL');
    opened.run('PRAGMA synchronous = OFF');
    return opened;
  };

  return {
    close: () => opened?.close(),

    /** Takes a point of a dataset. */
    addPoints(api: Hono): void {
      api.post(pointsPath, async (c) => {
        const dataset = v.parse(Name, c.req.query('dataset'));
        const { indexes, blobs, doubles } = await readJson(c, Point);
        const values = columns.map((name) => {
          const place = Number(/\d+$/.exec(name)?.[0]) - 1;
          if (name === 'index1') return indexes[0] ?? '';
          return name.startsWith('blob') ? (blobs[place] ?? '') : (doubles[place] ?? 0);
        });
        const table = columns.map((name) => `${name} ${name.startsWith('double') ? 'REAL' : 'TEXT'}`);
        database().run(
          `CREATE TABLE IF NOT EXISTS ${dataset} (timestamp TEXT, dataset TEXT, _sample_interval INTEGER, ${table})`,
        );
        const timestamp = now().toISOString().replace('T', ' ').replace('Z', '');
        const marks = Array.from({ length: columns.length + 3 }, () => '?');
        database()
          .query(`INSERT INTO ${dataset} VALUES (${marks})`)
          .run(timestamp, dataset, 1, ...values);
        return c.body(null, 204);
      });
    },

    /** `POST /analytics_engine/sql`: the text of a query, answered as JSON. */
    addQueries(app: Hono): void {
      app.post('/analytics_engine/sql', async (c) => {
        const sql = (await c.req.text())
          .replace(/\btoDateTime\(('[^']*')\)/g, '$1')
          .replace(/\s+FORMAT JSON\s*$/, '');
        if (!/^\s*SELECT\b/i.test(sql)) throw new ApiError(422, 10001, 'Only SELECT is supported.');
        try {
          const data = database().query(sql).all();
          const meta = Object.keys(data[0] ?? {}).map((name) => ({ name, type: 'String' }));
          return c.json({ meta, data, rows: data.length, rows_before_limit_at_least: data.length });
        } catch (error) {
          const { message } = error as Error;
          // As in production: the table of a dataset exists from the first point on.
          if (/no such table/.test(message))
            throw new ApiError(422, 10002, `unable to find type of table: ${message}`);
          throw new ApiError(422, 10003, message);
        }
      });
    },
  };
}
