import { headers } from '@jogakbo/contracts/fragment';
import type { Context, Next } from 'hono';

/** For paths of GETs, how many milliseconds their answers are kept. */
export type Keeps = Record<string, number>;

type Kept = { text: string; headers: [string, string][]; until: number; epoch: number };
type Memory = { kept: Map<string, Kept>; size: number };

/** The most characters of one answer, and of all answers of an isolate. */
const mostEach = 64 * 1024;
const mostTogether = 2 * 1024 * 1024;

/**
 * Keeps the answers of GETs without identity for a short time in this isolate, so that the slices of a page, and pages at the same
 * moment, read the store once. It keeps texts, never promises. Any other request, and each call of `forget`, ends all copies of this
 * isolate; other isolates keep theirs until their time is over. A request with `cache-control: no-cache` gets a new answer, which is kept:
 * event handlers, rebuilds and reads after a write send it.
 *
 * @param keeps the lifetime for each path, in milliseconds. A path that is not named is never kept
 * @returns the middleware, and `forget` for work without a request
 */
export function keepAnswers(keeps: Keeps): {
  keep: (c: Context, next: Next) => Promise<Response | undefined>;
  forget: () => void;
} {
  const memories = new WeakMap<object, Memory>();
  let epoch = 0;
  const forget = () => void epoch++;

  async function keep(c: Context, next: Next): Promise<Response | undefined> {
    const { method, path } = c.req;
    if (method !== 'GET' && method !== 'HEAD') {
      forget();
      await next();
      // A read that began meanwhile may have the data from before.
      forget();
      return;
    }
    const lifetime = Object.hasOwn(keeps, path) ? keeps[path] : undefined;
    if (!lifetime || method === 'HEAD' || c.req.header(headers.identity) || c.env?.PLAIN) {
      await next();
      return;
    }
    const memory = memoryOf(c.env);
    const key = `${c.get('language')} ${c.req.url}`;
    const known = memory.kept.get(key);
    if (known && known.epoch === epoch && Date.now() < known.until && !wantsNewest(c))
      return new Response(known.text, { headers: known.headers });
    const began = epoch;
    await next();
    if (c.res.status !== 200) return;
    const { headers: given } = c.res;
    const text = await c.res.text();
    c.res = new Response(text, { headers: given });
    if (began === epoch)
      write(memory, key, { text, headers: [...given], until: Date.now() + lifetime, epoch });
  }

  /** Each environment has its own stores. A worker has one environment. */
  function memoryOf(env: object): Memory {
    const memory = memories.get(env) ?? { kept: new Map(), size: 0 };
    memories.set(env, memory);
    return memory;
  }

  return { keep, forget };
}

function write(memory: Memory, key: string, answer: Kept): void {
  remove(memory, key);
  if (answer.text.length > mostEach) return;
  memory.kept.set(key, answer);
  memory.size += answer.text.length + key.length;
  for (const oldest of memory.kept.keys()) {
    if (memory.size <= mostTogether) break;
    remove(memory, oldest);
  }
}

function remove(memory: Memory, key: string): void {
  const answer = memory.kept.get(key);
  if (!answer) return;
  memory.kept.delete(key);
  memory.size -= answer.text.length + key.length;
}

function wantsNewest(c: Context): boolean {
  return /\bno-cache\b/.test(c.req.header('cache-control') ?? '');
}
