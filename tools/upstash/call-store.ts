import type RedisMock from 'ioredis-mock';
import { cannot } from './check-arguments.ts';
import type { Reply } from './engine.ts';
import { toStoreCommand } from './to-store-command.ts';

export type Store = InstanceType<typeof RedisMock>;

/** The store has these, but they answer in another form than Redis or count characters where it counts bytes. */
const LEFT_OUT = /^(x.*|setbit|getbit|bitcount)$/;

const MAY_EMPTY = /^(zpopmin|zpopmax|zremrangeby.*|s(inter|union|diff)store)$/;

/**
 * Runs one command on the in-memory store and mends what the store does differently from Redis.
 *
 * @param args a command that passed all checks
 */
export async function callStore(store: Store, args: string[]): Promise<Reply> {
  const [name = '', ...rest] = await keepTimeToLive(store, toStoreCommand(args));
  // Methods that are no command of Redis never come here: the checks know Redis's commands only.
  const method: unknown = Reflect.get(store, name);
  if (typeof method !== 'function' || LEFT_OUT.test(name)) return { error: notImplemented(name) };
  try {
    const reply = toReply(await Reflect.apply(method, store, rest));
    return await mend(store, name, rest[0] ?? '', reply);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith('Unsupported command')) return { error: notImplemented(name) };
    return { error: /^(ERR|WRONGTYPE) /.test(message) ? message : `ERR ${message}` };
  }
}

async function mend(store: Store, name: string, key: string, reply: Reply): Promise<Reply> {
  if (name === 'strlen' || name === 'append') return Buffer.byteLength((await store.get(key)) ?? '');
  if (MAY_EMPTY.test(name)) {
    const size = name.startsWith('z') ? await store.zcard(key) : await store.scard(key);
    if (size === 0) await store.del(key);
  }
  // Scores are strings in Redis's replies.
  return name.startsWith('zpop') && Array.isArray(reply) ? reply.map(String) : reply;
}

async function keepTimeToLive(store: Store, args: string[]): Promise<string[]> {
  if (args[0] !== 'set' || !args.includes('KEEPTTL', 3)) return args;
  const remaining = await store.pttl(args[1] ?? '');
  const kept = remaining > 0 ? ['PX', String(remaining)] : [];
  return [...args.slice(0, 3), ...kept, ...args.slice(3).filter((word) => word !== 'KEEPTTL')];
}

function toReply(value: unknown): Reply {
  if (value === null || value === undefined || value === false) return null;
  if (value === true) return 1;
  if (typeof value === 'number' || typeof value === 'string' || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(toReply);
  // HGETALL comes as an object; on the wire it is a flat array.
  return Object.entries(value).flat().map(toReply);
}

function notImplemented(name: string): string {
  return cannot(`run ${name.toUpperCase()}`);
}
