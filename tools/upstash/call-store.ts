import { cannot } from './check-arguments.ts';
import type { Reply } from './engine.ts';
import { ownCommands } from './run-own.ts';
import type { Store } from './store.ts';
import { toStoreCommand } from './to-store-command.ts';

/** The commands that tests compare with redis-server. The store has more, some of them wrong, so no other command runs. */
const COMPARED = new Set(
  (
    'append command dbsize decr decrby del echo exists expire expireat expiretime flushall flushdb get getdel getex getrange getset hdel ' +
    'hexists hget hgetall hincrby hincrbyfloat hkeys hlen hmget hmset hscan hset hsetnx hstrlen hvals incr incrby incrbyfloat ' +
    'keys lindex linsert llen lmove lpop lpos lpush lpushx lrange lrem lset ltrim mget mset msetnx persist pexpire pexpireat ' +
    'ping psetex pttl publish rename renamenx rpop rpoplpush rpush rpushx sadd scan scard sdiff set setex setnx setrange ' +
    'sinter sinterstore sismember smembers smismember smove spop srandmember srem sscan strlen sunion sunionstore ttl type ' +
    'unlink zadd zcard zcount zincrby zinterstore zmscore zpopmax zpopmin zrange zrangebylex zrangebyscore zrank zrem ' +
    'zremrangebyrank zremrangebyscore zrevrange zrevrangebyscore zrevrank zscan zscore'
  ).split(' '),
);

const MOVES = /^(rpoplpush|lmove|smove)$/;

const REDIS_WORDS =
  /^(WRONGTYPE Operation against|ERR (syntax error|no such key|index out of range|value is not|hash value is not|offset is out of range|increment or decrement would|invalid expire time in))/;

/**
 * Runs one command on the in-memory store and corrects its differences from Redis.
 *
 * @param args a command that passed all checks
 * @param keys the keys of the command
 */
export async function callStore(store: Store, args: string[], keys: string[]): Promise<Reply> {
  const [name = '', ...rest] = await keepTimeToLive(store, toStoreCommand(args));
  if (!COMPARED.has(name)) return { error: notImplemented(name) };
  try {
    if (MOVES.test(name) && !(await store.exists(rest[0] ?? ''))) return name === 'smove' ? 0 : null;
    if (/^zpop/.test(name) && rest[1] === '0') return [];
    const own = ownCommands[name];
    if (own) return await own(store, rest);
    // The checks only let Redis's commands pass, so other methods of the store are never called here.
    const method: unknown = Reflect.get(store, name);
    if (typeof method !== 'function') return { error: notImplemented(name) };
    const reply = toReply(await Reflect.apply(method, store, rest));
    return await mend(store, name, rest[0] ?? '', reply);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The store's own error message would name things that Redis does not have.
    return { error: REDIS_WORDS.test(message) ? message : notImplemented(name) };
  } finally {
    for (const key of keys) await dropEmpty(store, key);
  }
}

/** Redis keeps no empty list, set, sorted set or hash. */
async function dropEmpty(store: Store, key: string): Promise<void> {
  const type = await store.type(key);
  const size = SIZES[type];
  if (size && (await size(store, key)) === 0) await store.del(key);
}

const SIZES: Record<string, (store: Store, key: string) => Promise<number>> = {
  list: (store, key) => store.llen(key),
  set: (store, key) => store.scard(key),
  zset: (store, key) => store.zcard(key),
  hash: (store, key) => store.hlen(key),
};

async function mend(store: Store, name: string, key: string, reply: Reply): Promise<Reply> {
  if (name === 'strlen' || name === 'append') return Buffer.byteLength((await store.get(key)) ?? '');
  // Redis's replies contain scores as strings.
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
  // The store returns an object for HGETALL; Redis returns a flat array.
  return Object.entries(value).flat().map(toReply);
}

function notImplemented(name: string): string {
  return cannot(`run ${name.toUpperCase()}`);
}
