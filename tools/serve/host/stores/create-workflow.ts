import type { Database } from 'bun:sqlite';
import { createStep, type Step } from './create-step.ts';

/** What a run of a workflow gets: https://developers.cloudflare.com/workflows/build/workers-api/ */
export type WorkflowEvent = { payload: unknown; timestamp: Date; instanceId: string };
type Options = {
  sqlite: Database;
  /** The name of the workflow in the tables. */
  name: string;
  /** Runs an instance from the beginning. Its steps that are done give their results at once. */
  run(event: WorkflowEvent, step: Step): Promise<unknown>;
  /** Keeps the process alive while an instance works, but not while it sleeps. */
  waitUntil(work: Promise<unknown>): void;
  onFault(instance: string, error: unknown): void;
};
type Row = { params: string; created: number };

/** The code of Cloudflare's API for an instance that does not exist. */
const notFound = 10_400;

/**
 * The instances of a workflow. The result of each step is stored, so an instance whose process was killed goes on after its last step in
 * the next process. A step may run twice, as on Cloudflare.
 */
export function createWorkflow({ sqlite, name, run, waitUntil, onFault }: Options) {
  for (const statement of schema) sqlite.run(statement);
  /** The run of each instance that is under way. Its steps end when another run takes its place. */
  const runs = new Map<string, { ended: boolean }>();
  let stopped = false;

  return {
    /** @throws Error if there is an instance with that id */
    async create({ id, params }: { id: string; params?: unknown }) {
      if (read(id)) throw new Error(`(instance.already_exists) ${name} has an instance ${id}.`);
      sqlite.run(
        "INSERT INTO instance (workflow, id, params, status, created) VALUES (?, ?, ?, 'running', ?)",
        [...[name, id, JSON.stringify(params ?? null), Date.now()]],
      );
      start(id);
      return instanceOf(id);
    },

    /** @throws Error if there is no such instance */
    async get(id: string) {
      if (!read(id)) throw new Error(`(instance.not_found) ${name} has no instance ${id}.`);
      return instanceOf(id);
    },

    /** Ends instances and forgets them. An id without an instance is among the errors. */
    async deleteBatch(ids: string[]) {
      const missing = ids.filter((id) => !read(id));
      for (const id of ids) {
        end(id);
        sqlite.transaction(() => {
          sqlite.run('DELETE FROM step WHERE workflow = ? AND instance = ?', [name, id]);
          sqlite.run('DELETE FROM instance WHERE workflow = ? AND id = ?', [name, id]);
        })();
      }
      return { errors: missing.map((id) => ({ id, code: notFound })) };
    },

    /** Goes on with the instances of an earlier process. */
    resume(): void {
      const rows = sqlite
        .query<{ id: string }, [string]>("SELECT id FROM instance WHERE workflow = ? AND status = 'running'")
        .all(name);
      for (const { id } of rows) start(id);
    },

    /** Begins no further step. The next process goes on. */
    stop(): void {
      stopped = true;
      for (const id of [...runs.keys()]) end(id);
    },
  };

  function instanceOf(id: string) {
    return {
      id,
      status: async () => ({ status: readStatus(id) }),
      /** Runs the instance from the beginning, without the results of its steps. */
      async restart(): Promise<void> {
        end(id);
        sqlite.transaction(() => {
          sqlite.run('DELETE FROM step WHERE workflow = ? AND instance = ?', [name, id]);
          setStatus(id, 'running');
        })();
        start(id);
      },
    };
  }

  function start(id: string): void {
    if (stopped) return;
    const { params, created } = read(id) as Row;
    const life = { ended: false };
    runs.set(id, life);
    const step = createStep({ sqlite, workflow: name, instance: id, life, waitUntil });
    const event = { payload: JSON.parse(params), timestamp: new Date(created), instanceId: id };
    const settle = (status: string) => {
      if (life.ended) return;
      runs.delete(id);
      setStatus(id, status);
    };
    // The caller of `create` gets its answer first.
    setTimeout(() =>
      run(event, step).then(
        () => settle('complete'),
        (error) => {
          if (!life.ended) onFault(id, error);
          settle('errored');
        },
      ),
    );
  }

  function end(id: string): void {
    const life = runs.get(id);
    if (life) life.ended = true;
    runs.delete(id);
  }

  function read(id: string): Row | null {
    return sqlite
      .query<Row, [string, string]>('SELECT params, created FROM instance WHERE workflow = ? AND id = ?')
      .get(name, id);
  }

  function readStatus(id: string): string {
    const row = sqlite
      .query<{ status: string }, [string, string]>(
        'SELECT status FROM instance WHERE workflow = ? AND id = ?',
      )
      .get(name, id);
    return row?.status ?? 'unknown';
  }

  function setStatus(id: string, status: string): void {
    sqlite.run('UPDATE instance SET status = ? WHERE workflow = ? AND id = ?', [status, name, id]);
  }
}

const schema = [
  `CREATE TABLE IF NOT EXISTS instance (workflow TEXT NOT NULL, id TEXT NOT NULL, params TEXT NOT NULL, status TEXT NOT NULL,
   created INTEGER NOT NULL, PRIMARY KEY (workflow, id)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS step (workflow TEXT NOT NULL, instance TEXT NOT NULL, name TEXT NOT NULL, result TEXT NOT NULL,
   PRIMARY KEY (workflow, instance, name)) WITHOUT ROWID`,
];
