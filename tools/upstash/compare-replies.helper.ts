import type { UpstashValue } from './to-upstash-reply.ts';

export type Answer = { result: UpstashValue } | { error: string };

export function isRefusal(reply: Answer): boolean {
  return 'error' in reply && reply.error.startsWith('ERR the embedded engine cannot');
}

/** Removes what may differ in Redis: the order of sets and hashes, the form of a cursor, the passed time. */
export function toComparable([name = '']: string[], result: UpstashValue): UpstashValue {
  if (/^(P?TTL|EXPIRETIME)$/.test(name)) return Number(result) > 0 ? 1 : result;
  if (/^(SMEMBERS|SINTER|SUNION|SDIFF|HKEYS|HVALS|KEYS)$/.test(name)) return (result as string[]).toSorted();
  if (/^(HGETALL)$/.test(name)) return toPairs(result as string[]);
  if (/^(SCAN|SSCAN)$/.test(name))
    return [(result as [string, string[]])[0], (result as [string, string[]])[1].toSorted()];
  if (/^(HSCAN|ZSCAN)$/.test(name))
    return [(result as [string, string[]])[0], toPairs((result as [string, string[]])[1])];
  return result;
}

function toPairs(flat: string[]): string[] {
  return flat.flatMap((text, index) => (index % 2 === 0 ? [`${text}=${flat[index + 1]}`] : [])).sort();
}

/** Two refusals are alike even if Redis found another fault first, as long as both messages are Redis's. */
export function areAlike(embedded: Answer, redis: Answer): boolean {
  if ('error' in embedded) {
    if ('error' in redis) return redisWords.test(embedded.error);
    // Redis does not check some arguments if the key is missing.
    const nothing = [null, ['0', []]].some((empty) => Bun.deepEquals(redis.result, empty));
    return nothing && /^ERR (syntax error|value is|invalid expire)/.test(embedded.error);
  }
  return Bun.deepEquals(embedded, redis);
}

const redisWords =
  /^(WRONGTYPE Operation against a key holding the wrong kind of value|ERR (syntax error|no such key|index out of range|value is |hash value is not|invalid expire time in|min or max |wrong number of arguments|offset is out of range|unknown command|.* overflow|INCR option))/;
