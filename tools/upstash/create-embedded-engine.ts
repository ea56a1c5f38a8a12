import RedisMock from 'ioredis-mock';
import { callStore } from './call-store.ts';
import { checkArguments } from './check-arguments.ts';
import { checkShape } from './check-shape.ts';
import { checkValues, toKeys } from './check-values.ts';
import { createEmbeddedScripts } from './create-embedded-scripts.ts';
import type { Engine, Reply, Subscription } from './engine.ts';
import { readCommandTable } from './read-command-table.ts';
import type { Store } from './store.ts';

const SCRIPTING = /^(eval|eval_ro|evalsha|evalsha_ro|script)$/i;

/**
 * Creates an engine in memory, for machines without `redis-server`. Its store is less strict than Redis. So the engine first checks
 * commands by Redis's rules, and refuses those that the store would run wrongly.
 */
export async function createEmbeddedEngine(): Promise<Engine> {
  // Stores with the same host name share their data, so each engine uses a name of its own.
  const address = { host: crypto.randomUUID() };
  const store = new RedisMock(address);
  const table = readCommandTable(await store.command('INFO'));
  const scripts = await createEmbeddedScripts(store);
  const inTurn = createQueue();

  async function execute(args: string[]): Promise<Reply> {
    const malformed = checkShape(args, table);
    if (malformed) return { error: malformed };
    if (SCRIPTING.test(args[0] ?? '')) return scripts.command(args);
    const error = checkArguments(args) ?? (await checkValues(args, table, store));
    if (error) return { error };
    const rules = table.get(args[0]?.toLowerCase() ?? '');
    return callStore(store, args, rules ? toKeys(args, rules) : []);
  }

  return {
    name: 'embedded',
    command: (args) => inTurn(() => execute(args)),
    transaction: (commands) =>
      inTurn(async () => {
        if (commands.some((args) => checkShape(args, table))) {
          return { error: 'EXECABORT Transaction discarded because of previous errors.' };
        }
        const replies: Reply[] = [];
        for (const args of commands) replies.push(await execute(args));
        return replies;
      }),
    subscribe: (subscription) => subscribe(new RedisMock(address), subscription),
    async close() {
      await store.flushall();
      store.disconnect();
    },
  };
}

/** Runs one command at a time, like Redis, so that no data changes between the checks and the command. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return function inTurn<Result>(job: () => Promise<Result>): Promise<Result> {
    const result = last.then(job);
    last = result.catch(() => {});
    return result;
  };
}

async function subscribe(connection: Store, { kind, channels, onMessage }: Subscription) {
  connection.on('message', (channel: string, message: string) => onMessage(message, channel));
  connection.on('pmessage', (pattern: string, channel: string, message: string) =>
    onMessage(message, channel, pattern),
  );
  await connection[kind](...channels);
  return () => {
    // Disconnecting alone would leave the listeners, and PUBLISH would still count them.
    connection[kind === 'subscribe' ? 'unsubscribe' : 'punsubscribe'](...channels);
    connection.disconnect();
  };
}
