import type { ApiClient } from '@jogakbo/contracts/api';
import { Problem, problemType } from '@jogakbo/contracts/problem';
import { logFault } from '@jogakbo/edge/log';
import { problem } from '@jogakbo/edge/problem';
import { createRedis } from '@jogakbo/edge/redis';
import type { Context } from 'hono';
import * as v from 'valibot';
import type { ShellEnv } from '../bindings.ts';

type Change = { method: string; path: string; sent?: Record<string, string>; body?: ArrayBuffer | null };

/** What is kept under a key: the hash of the request, and its answer when there is one. */
const Kept = v.object({
  hash: v.string(),
  answer: v.optional(v.object({ status: v.number(), type: v.string(), text: v.string() })),
});
type Kept = v.InferOutput<typeof Kept>;

/** A change is under way for at most this time. If its worker was stopped, the next try waits for the end of it. */
const underWayMs = 20_000;
const answerLifetimeMs = 24 * 60 * 60 * 1_000;

/**
 * Answers a change that has an `Idempotency-Key`: the same request with the same key gets the first answer, another request 422, and 409
 * while the first one is under way. https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
 *
 * While Redis is away the change is passed on all the same: the services know the key, too, and change nothing twice.
 *
 * @param answer makes the change
 */
export async function answerOnce(
  c: Context<ShellEnv>,
  client: ApiClient,
  { method, path, sent = {}, body }: Change,
  answer: () => Promise<Response | undefined>,
): Promise<Response | undefined> {
  const key = sent['idempotency-key'];
  if (!key || method === 'GET' || !c.env.UPSTASH_REDIS_REST_URL) return answer();
  const redis = createRedis(c.env as Required<Pick<typeof c.env, RedisNames>>, c.var.expires);
  // Members and clients never share a key.
  const place = `api:once:${await toHash([client.id, client.member ?? '', key].join(' '))}`;
  const hash = await toHash(`${method} ${path} ${new TextDecoder().decode(body ?? new ArrayBuffer())}`);

  const first = await tolerate(async () => {
    const set = await redis.set(place, { hash }, { nx: true, px: underWayMs });
    return set === null ? ((await redis.get(place)) ?? 'first') : 'first';
  }, 'first');
  if (first !== 'first') return answerAgain(c, first, hash);

  const given = await answer().catch(async (error) => {
    await tolerate(() => redis.del(place), undefined);
    throw error;
  });
  const kept = given && (await toKept(given.clone(), hash));
  await tolerate<unknown>(
    () => (kept ? redis.set(place, kept, { px: answerLifetimeMs }) : redis.del(place)),
    undefined,
  );
  return given;

  async function tolerate<Value>(work: () => Promise<Value>, away: Value): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      logFault('shell', c.var.trace, error);
      return away;
    }
  }
}

type RedisNames = 'UPSTASH_REDIS_REST_URL' | 'UPSTASH_REDIS_REST_TOKEN';

function answerAgain(c: Context, kept: unknown, hash: string): Response {
  const read = v.safeParse(Kept, kept);
  if (!read.success || read.output.hash !== hash)
    return problem(c, 422, {
      reason: 'key-reused',
      detail: 'Another request had this Idempotency-Key before. Send a new key for each change.',
    });
  const { answer } = read.output;
  if (answer)
    return new Response(answer.text, { status: answer.status, headers: { 'content-type': answer.type } });
  const detail = 'The first request with this Idempotency-Key is under way. Ask again in a moment.';
  return problem(c, 409, { reason: 'in-progress', detail, retryAfter: 1 });
}

/** Answers that another try could change: of a refused client, and of a part of the shop that is away or busy. */
const passing = new Set([401, 403, 408, 429]);

async function toKept(answer: Response, hash: string): Promise<Kept | undefined> {
  const { status } = answer;
  if (status >= 500 || passing.has(status)) return undefined;
  const [type, text] = [answer.headers.get('content-type') ?? '', await answer.text()];
  if (type.startsWith(problemType) && v.parse(Problem, JSON.parse(text)).reason === 'in-flight')
    return undefined;
  return { hash, answer: { status, type, text } };
}

async function toHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}
