import { cannot } from './check-arguments.ts';
import type { Reply } from './engine.ts';
import type { Store } from './store.ts';

/** Commands that the store would answer wrongly, so they are answered here. `args` are the checked arguments after the name. */
export const ownCommands: Record<string, (store: Store, args: string[]) => Promise<Reply>> = {
  lpushx: async (store, [key = '', ...values]) =>
    (await store.exists(key)) ? store.lpush(key, ...values) : 0,
  rpushx: async (store, [key = '', ...values]) =>
    (await store.exists(key)) ? store.rpush(key, ...values) : 0,

  async mget(store, keys) {
    const values: Reply[] = [];
    for (const key of keys) values.push((await store.type(key)) === 'string' ? await store.get(key) : null);
    return values;
  },

  async getrange(store, [key = '', start = '', end = '']) {
    const text = (await store.get(key)) ?? '';
    const at = (position: number) => Math.max(0, position < 0 ? text.length + position : position);
    return Number(start) < 0 && Number(end) < 0 && Number(start) > Number(end)
      ? ''
      : text.slice(at(Number(start)), at(Number(end)) + 1);
  },

  async setrange(store, [key = '', start = '', part = '']) {
    const text = (await store.get(key)) ?? '';
    if (part === '') return text.length;
    const offset = Number(start);
    const changed = text.padEnd(offset, '\0').slice(0, offset) + part + text.slice(offset + part.length);
    await replace(store, key, changed);
    return changed.length;
  },

  rename: async (store, [from = '', to = '']) => (from === to ? 'OK' : store.rename(from, to)),
  renamenx: async (store, [from = '', to = '']) => (from === to ? 0 : store.renamenx(from, to)),

  zcount: async (store, [key = '', low = '', high = '']) => (await readBetween(store, key, low, high)).length,

  async zremrangebyscore(store, [key = '', low = '', high = '']) {
    const members = (await readBetween(store, key, low, high)).map(([member]) => member);
    return members.length > 0 ? store.zrem(key, ...members) : 0;
  },

  zrangebyscore: async (store, [key = '', low = '', high = '', ...options]) =>
    cut(await readBetween(store, key, low, high), options),

  zrevrangebyscore: async (store, [key = '', high = '', low = '', ...options]) =>
    cut((await readBetween(store, key, low, high)).reverse(), options),

  async zrangebylex(store, args) {
    const scores = new Set((await readScores(store, args[0] ?? '')).values());
    if (scores.size > 1) return { error: cannot('order members of different scores by their names') };
    return store.zrangebylex(...(args as [string, string, string]));
  },

  async hstrlen(store, [key = '', field = '']) {
    return Buffer.byteLength((await store.hget(key, field)) ?? '');
  },

  dbsize: async (store) => (await store.keys('*')).length,

  async zinterstore(store, [target = '', count = '', ...rest]) {
    const sources = rest.slice(0, Number(count));
    const sums = new Map<string, number>();
    for (const [index, source] of sources.entries()) {
      const scores = await readScores(store, source);
      if (index === 0) for (const member of scores.keys()) sums.set(member, 0);
      for (const [member, sum] of sums) {
        const score = scores.get(member);
        if (score === undefined) sums.delete(member);
        else sums.set(member, sum + Number(score));
      }
    }
    await store.del(target);
    for (const [member, sum] of sums) await store.zadd(target, sum, member);
    return sums.size;
  },

  async linsert(store, [key = '', place = '', pivot = '', value = '']) {
    if (!(await store.exists(key))) return 0;
    const values = await store.lrange(key, 0, -1);
    const index = values.indexOf(pivot);
    if (index < 0) return -1;
    values.splice(place.toUpperCase() === 'AFTER' ? index + 1 : index, 0, value);
    const left = await store.pttl(key);
    await store.del(key);
    await store.rpush(key, ...values);
    if (left > 0) await store.pexpire(key, left);
    return values.length;
  },

  async getex(store, [key = '', option = '', time = '']) {
    const value = await store.get(key);
    if (value === null) return null;
    const unit = option.toUpperCase();
    if (unit === 'PERSIST') await store.persist(key);
    else if (unit) {
      const milliseconds = Number(time) * (unit.startsWith('EX') ? 1_000 : 1);
      const left = unit.endsWith('AT') ? milliseconds - Date.now() : milliseconds;
      if (left > 0) await store.pexpire(key, left);
      else await store.del(key);
    }
    return value;
  },

  async scan(store, [cursor = '', ...options]) {
    if (cursor !== '0') return ['0', []];
    const type = optionOf(options, 'TYPE')?.toLowerCase();
    const found: string[] = [];
    for (const key of filter(await store.keys('*'), options))
      if (!type || (await store.type(key)) === type) found.push(key);
    return ['0', found];
  },

  keys: async (store, [pattern = '']) => filter(await store.keys('*'), ['MATCH', pattern]),

  async sscan(store, [key = '', cursor = '', ...options]) {
    return ['0', cursor === '0' ? filter(await store.smembers(key), options) : []];
  },

  async hscan(store, [key = '', cursor = '', ...options]) {
    const fields = cursor === '0' ? await store.hgetall(key) : {};
    return ['0', filter(Object.keys(fields), options).flatMap((field) => [field, fields[field] ?? ''])];
  },

  async zscan(store, [key = '', cursor = '', ...options]) {
    const scores = cursor === '0' ? await readScores(store, key) : new Map<string, string>();
    return ['0', filter([...scores.keys()], options).flatMap((member) => [member, scores.get(member) ?? ''])];
  },
};

async function readScores(store: Store, key: string): Promise<Map<string, string>> {
  const flat = await store.zrange(key, 0, -1, 'WITHSCORES');
  return new Map(flat.flatMap((member, index) => (index % 2 ? [] : [[member, flat[index + 1] ?? '']])));
}

/** Returns the members with scores in a range; `(` before a bound excludes the bound. */
async function readBetween(
  store: Store,
  key: string,
  low: string,
  high: string,
): Promise<[string, string][]> {
  const isAbove = (score: number) =>
    low.startsWith('(') ? score > toNumber(low.slice(1)) : score >= toNumber(low);
  const isBelow = (score: number) =>
    high.startsWith('(') ? score < toNumber(high.slice(1)) : score <= toNumber(high);
  return [...(await readScores(store, key))].filter(
    ([, score]) => isAbove(Number(score)) && isBelow(Number(score)),
  );
}

function toNumber(bound: string): number {
  const infinite = /^([+-]?)inf/i.exec(bound);
  return infinite ? (infinite[1] === '-' ? -1 : 1) * Number.POSITIVE_INFINITY : Number(bound);
}

function cut(found: [member: string, score: string][], options: string[]): string[] {
  const words = options.map((word) => word.toUpperCase());
  const limit = words.indexOf('LIMIT');
  const [offset, count] = limit < 0 ? [0, -1] : [Number(words[limit + 1]), Number(words[limit + 2])];
  const part = offset < 0 ? [] : found.slice(offset, count < 0 ? undefined : offset + count);
  return words.includes('WITHSCORES') ? part.flat() : part.map(([member]) => member);
}

/** Changes a string without changing its expiry. */
async function replace(store: Store, key: string, text: string): Promise<void> {
  const left = await store.pttl(key);
  if (left > 0) await store.set(key, text, 'PX', left);
  else await store.set(key, text);
}

function filter(names: string[], options: string[]): string[] {
  const pattern = optionOf(options, 'MATCH');
  if (pattern === undefined) return names;
  const expression = toExpression(pattern);
  return names.filter((name) => expression.test(toBytes(name)));
}

function optionOf(options: string[], wanted: string): string | undefined {
  const index = options.findIndex((word, position) => position % 2 === 0 && word.toUpperCase() === wanted);
  return index < 0 ? undefined : options[index + 1];
}

/** Redis matches bytes, not characters. */
function toBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** Matches Redis's glob: `*`, `?`, `[ab]`, `[^a]`, `[a-c]`, and `\` before a literal character. */
function toExpression(text: string): RegExp {
  const pattern = toBytes(text);
  let source = '';
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (character === '[') {
      const end = pattern.indexOf(']', index + 1);
      const inside = pattern.slice(index + 1, end < 0 ? undefined : end);
      source += `[${inside.replace(/[\\[\]]/g, '\\$&')}]`;
      index = end < 0 ? pattern.length : end;
    } else {
      const literal =
        character === '\\' && index + 1 < pattern.length ? (pattern[++index] as string) : character;
      source += literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}$`, 'su');
}
