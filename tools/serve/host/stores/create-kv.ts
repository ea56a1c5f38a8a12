import type { Database } from 'bun:sqlite';

/** The calls of a KV namespace that services use. Values are texts, and a change shows at once. */
export type KeyValues = {
  get(key: string): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
};

/**
 * Keeps the values of a KV namespace in a table.
 *
 * @param namespace the name of the namespace in the table
 */
export function createKv(sqlite: Database, namespace: string): KeyValues {
  sqlite.run(
    'CREATE TABLE IF NOT EXISTS kv (namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (namespace, key)) WITHOUT ROWID',
  );
  const read = sqlite.query<{ value: string }, [string, string]>(
    'SELECT value FROM kv WHERE namespace = ? AND key = ?',
  );
  return {
    get: async (key) => read.get(namespace, key)?.value ?? null,
    async put(key, value) {
      sqlite.run('INSERT OR REPLACE INTO kv (namespace, key, value) VALUES (?, ?, ?)', [
        namespace,
        key,
        value,
      ]);
    },
    async delete(key) {
      sqlite.run('DELETE FROM kv WHERE namespace = ? AND key = ?', [namespace, key]);
    },
  };
}
