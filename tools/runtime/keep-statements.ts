import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

/**
 * Keeps the statements of a batch in memory until the batch has ended. Miniflare's statements are proxies. When Bun collects one as
 * garbage, Miniflare frees it in workerd, and a batch that workerd has not read yet fails with `AssertionError: false == true`.
 */
export function keepStatements(database: D1Database): D1Database {
  return new Proxy(database, {
    get(target, name) {
      if (name !== 'batch') return Reflect.get(target, name, target);
      return async (statements: D1PreparedStatement[]) => {
        underWay.add(statements);
        try {
          return await target.batch(statements);
        } finally {
          underWay.delete(statements);
        }
      };
    },
  });
}

const underWay = new Set<D1PreparedStatement[]>();
