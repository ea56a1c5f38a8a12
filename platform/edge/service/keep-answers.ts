import { headers } from '@jogakbo/contracts/fragment';
import { versionsHeader } from '@jogakbo/contracts/release-map';
import type { Context, Next } from 'hono';
import { createKeptTexts, type KeptText, type KeptTexts } from '../storage/kept-texts.ts';

/** For paths of GETs, how many milliseconds their answers are kept. */
export type Keeps = Record<string, number>;

type Kept = KeptText & { until: number; epoch: number };
type Memory = {
  kept: KeptTexts<Kept>;
  /** For an answer that a request is reading: until when others wait for it, in milliseconds since the epoch. */
  reading: Map<string, number>;
};

/** Milliseconds between two looks for the answer that another request reads. A read takes a few milliseconds; after all of them it is lost. */
const pausesMs = [1, 2, 4, 8, ...Array<number>(15).fill(16)];
const longestReadMs = 300;
const mostReading = 1_000;

/** How often the answers of a service have been forgotten, by its name. */
const epochs = new Map<string, number>();

/** Forgets all answers that a service has kept in this isolate, as its data has changed outside of a request. */
export function forgetAnswers(service: string): void {
  epochs.set(service, (epochs.get(service) ?? 0) + 1);
}

/**
 * Keeps the answers of GETs without identity for a short time in this isolate, so that the slices of a page, and pages at the same
 * moment, read the store once. It keeps texts, never promises. Any other request, and each call of `forget`, ends all copies of this
 * isolate; other isolates keep theirs until their time is over. A request with `cache-control: no-cache` gets a new answer, which is kept:
 * event handlers, rebuilds and reads after a write send it.
 *
 * Requests for the same answer at the same moment read the store once, too: the others look again until it is kept. workerd forbids a
 * request to wait for the promise of another one.
 *
 * @param service the name of the service
 * @param keeps the lifetime for each path, in milliseconds. A path that is not named is never kept
 * @returns the middleware, and `forget` for work without a request
 */
export function keepAnswers(
  service: string,
  keeps: Keeps,
): {
  keep: (c: Context, next: Next) => Promise<Response | undefined>;
  forget: () => void;
} {
  const memories = new WeakMap<object, Memory>();
  const forget = () => forgetAnswers(service);
  const epochOf = () => epochs.get(service) ?? 0;

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
    // The answer may depend on other workers, of which another visitor may get another version.
    const key = `${c.get('language')} ${c.req.url} ${c.req.header(versionsHeader) ?? ''}`;
    const newest = wantsNewest(c);
    const waits = !newest && !find(memory, key) && isBeingRead(memory, key);
    if (waits) await waitForReader(memory, key);
    const known = newest ? undefined : find(memory, key);
    if (known) return new Response(known.text, { headers: known.headers });
    const began = epochOf();
    if (memory.reading.size >= mostReading) memory.reading.clear();
    memory.reading.set(key, Date.now() + longestReadMs);
    try {
      await next();
      if (c.res.status !== 200) return;
      const { headers: given } = c.res;
      const text = await c.res.text();
      c.res = new Response(text, { headers: given });
      if (began === epochOf())
        memory.kept.set(key, { text, headers: [...given], until: Date.now() + lifetime, epoch: began });
    } finally {
      memory.reading.delete(key);
    }
  }

  function find({ kept }: Memory, key: string): Kept | undefined {
    const known = kept.get(key);
    return known && known.epoch === epochOf() && Date.now() < known.until ? known : undefined;
  }

  /** Waits while another request reads the same answer. A request that vanishes gives nothing back, so that takes a short time only. */
  async function waitForReader(memory: Memory, key: string): Promise<void> {
    for (const pause of pausesMs) {
      if (!isBeingRead(memory, key)) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  function isBeingRead({ reading }: Memory, key: string): boolean {
    return Date.now() < (reading.get(key) ?? 0);
  }

  /** Each environment has its own stores. A worker has one environment. */
  function memoryOf(env: object): Memory {
    const memory = memories.get(env) ?? { kept: createKeptTexts<Kept>(), reading: new Map() };
    memories.set(env, memory);
    return memory;
  }

  return { keep, forget };
}

function wantsNewest(c: Context): boolean {
  return /\bno-cache\b/.test(c.req.header('cache-control') ?? '');
}
