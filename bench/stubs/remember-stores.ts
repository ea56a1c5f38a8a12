type Result = { results: Record<string, unknown>[] };
export type Statement = { bind(...values: unknown[]): Statement; all(): Promise<Result> };
export type Database = { prepare(sql: string): Statement; batch(statements: Statement[]): Promise<Result[]> };
type Fetch = (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
/** Receives the name of each call that the store itself answers. */
type OnRead = (what: string) => void;

/**
 * Wraps a D1 database: a statement with the same values gets the answer of its first run, without a call of the database. So a benchmark
 * measures the workers without the simulator of the store. Nothing is forgotten: a change has no effect after its first time.
 */
export function rememberDatabase(database: Database, onRead: OnRead): Database {
  const answers = new Map<string, Result>();
  const wrapped = new WeakMap<Statement, { statement: Statement; key: string }>();
  return { prepare: (sql) => wrap(database.prepare(sql), sql, []), batch };

  function wrap(statement: Statement, sql: string, values: unknown[]): Statement {
    const key = toKey(sql, values);
    const all = async () => {
      const known = answers.get(key);
      if (known) return known;
      onRead(key);
      const answer = await statement.all();
      answers.set(key, answer);
      return answer;
    };
    const wrapper = {
      bind: (...bound: unknown[]) => wrap(statement.bind(...bound), sql, bound),
      all,
      run: all,
      async first(column?: string) {
        const [row = null] = (await all()).results;
        return column === undefined ? row : (row?.[column] ?? null);
      },
    };
    wrapped.set(wrapper, { statement, key });
    return wrapper;
  }

  async function batch(statements: Statement[]): Promise<Result[]> {
    const all = statements.map((each) => wrapped.get(each) as { statement: Statement; key: string });
    if (all.some(({ key }) => !answers.has(key))) {
      onRead(all.map(({ key }) => key).join('; '));
      const results = await database.batch(all.map(({ statement }) => statement));
      for (const [index, { key }] of all.entries()) answers.set(key, results[index] as Result);
    }
    return all.map(({ key }) => answers.get(key) as Result);
  }
}

/** Wraps `fetch`: the same commands get the answer that Redis gave the first time. Other requests pass. */
export function rememberRedis(fetcher: Fetch, url: string, onRead: OnRead): Fetch {
  const answers = new Map<string, string>();
  return async (input, init) => {
    const to = input instanceof Request ? input.url : String(input);
    if (!to.startsWith(url) || typeof init?.body !== 'string') return fetcher(input, init);
    const key = toKey(to.slice(url.length), init.body);
    let answer = answers.get(key);
    if (answer === undefined) {
      onRead(key);
      const response = await fetcher(input, init);
      answer = await response.text();
      // An error is no constant.
      if (!response.ok) return new Response(answer, response);
      answers.set(key, answer);
    }
    return new Response(answer, { headers: { 'content-type': 'application/json' } });
  };
}

/** Two moments have the same key, as many statements and commands have the current time in them. */
function toKey(what: string, values: unknown): string {
  return JSON.stringify([what, values]).replaceAll(moment, 'now');
}

/** Milliseconds from 2001 to 2033, and times of ISO 8601. */
const moment = /\b1\d{12}\b|\b2\d{3}-\d\d-\d\dT[\d:.]+Z?/g;
