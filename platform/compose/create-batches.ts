import { batchLimit, batchType, toBatchPath } from '@jogakbo/contracts/fragment-batch';
import { fragmentOrigin } from './answer-headers.ts';
import { type Ask, createAsk } from './batch-ask.ts';
import type { KnownManifests } from './batching.ts';
import type { Clock } from './clock.ts';
import type { Endpoint } from './fetch-fragment.ts';
import { parseManifest } from './fetch-manifest.ts';
import type { Names } from './names.ts';
import { readBatchAnswer } from './read-batch-answer.ts';
import type { Visit } from './visit.ts';

export type Batches = ReturnType<typeof createBatches>;

/** The slice that a batch goes to, for one visit. */
type Target = { slice: string; endpoint: Endpoint; visit: Visit; known: KnownManifests };

/** The calls of one slice that a visit makes at the same time. */
type Open = {
  waiting: Ask[];
  /** What the visit waits for before it knows whether it makes further calls. */
  held: Promise<unknown>[];
  /** Answers that came with the manifest, before they were asked for. */
  ahead: Map<string, Ask>;
};

/**
 * Joins the calls of a visit to one slice into one request. The manifest of the slice has to say that it answers batches. Each call still has
 * an answer of its own, as from a request of its own.
 */
export function createBatches({ clock, names }: { clock: Clock; names: Names }) {
  const visits = new WeakMap<Visit, Map<string, Open>>();
  return { endpointOf, hold, expect };

  /** The endpoint of a slice for one visit. It only fetches fragments. */
  function endpointOf(visit: Visit, slice: string, endpoint: Endpoint, known: KnownManifests): Endpoint {
    return {
      fetch(input, init) {
        const ask = createAsk(input, init, visit, names);
        const open = openOf(visit, slice);
        const ahead = open.ahead.get(ask.path);
        if (ahead && ahead.identified === ask.identified) {
          open.ahead.delete(ask.path);
          return ahead.claim(ask);
        }
        if (open.waiting.push(ask) === 1) void sendSoon({ slice, endpoint, visit, known }, open);
        return ask.response;
      },
    };
  }

  /** Lets the batch of a slice wait for the calls that follow `work`, but not for longer than {@link holdMs}. */
  function hold(visit: Visit, slice: string, work: Promise<unknown>): void {
    openOf(visit, slice).held.push(work);
  }

  /** Keeps answers for the calls that follow the manifest which they came with. */
  function expect(visit: Visit, slice: string, asks: Map<string, Ask>): void {
    openOf(visit, slice).ahead = asks;
  }

  async function sendSoon(target: Target, open: Open): Promise<void> {
    // Calls of the same moment start within a few promises of one another.
    for (let turn = 0; turn < turns; turn++) await undefined;
    if (open.held.length > 0) await Promise.race([Promise.all(open.held), clock.wait(holdMs)]);
    const { waiting } = open;
    Object.assign(open, { waiting: [], held: [] });
    for (let at = 0; at < waiting.length; at += batchLimit)
      void send(target, waiting.slice(at, at + batchLimit));
  }

  async function send({ slice, endpoint, visit, known }: Target, asks: Ask[]): Promise<void> {
    if (asks.length === 1) return fetchAlone(asks, endpoint);
    const abort = new AbortController();
    const onEnd = () => asks.every(({ ended }) => ended) && abort.abort();
    for (const ask of asks) ask.onEnd = onEnd;
    const path = toBatchPath({
      known: known.versionsOf(slice, visit),
      fragments: asks.map(({ asked }) => asked),
    });
    const most = Math.max(...asks.map(({ asked }) => asked.deadline));
    const sent = Object.assign({}, ...asks.map((ask) => ask.headers), {
      [names.headers.deadline]: String(most),
    });
    const learn = async (text: string) => {
      const read = await parseManifest(text);
      if ('manifest' in read) known.learn(slice, read.manifest, visit);
    };
    try {
      const response = await endpoint.fetch(fragmentOrigin + path, {
        ...{ headers: sent, signal: abort.signal, redirect: 'manual' },
      });
      if (response.headers.get('content-type') === batchType)
        return await readBatchAnswer(response, asks, learn);
      if (!response.ok) {
        for (const ask of asks) ask.settle(new Response(null, response));
        return;
      }
      // An older version answers, which knows no batches.
      await learn(await response.text());
      fetchAlone(asks, endpoint);
    } catch (error) {
      for (const ask of asks) ask.fail(error);
    }
  }

  function openOf(visit: Visit, slice: string): Open {
    const slices = visits.get(visit) ?? new Map<string, Open>();
    visits.set(visit, slices);
    const open = slices.get(slice) ?? { waiting: [], held: [], ahead: new Map() };
    slices.set(slice, open);
    return open;
  }
}

function fetchAlone(asks: Ask[], endpoint: Endpoint): void {
  for (const ask of asks) {
    const { headers, signal } = ask;
    endpoint
      .fetch(fragmentOrigin + ask.path, { headers, redirect: 'manual', ...(signal ? { signal } : {}) })
      .then(ask.settle, ask.fail);
  }
}

/** Promises within which calls of the same moment start. */
const turns = 4;
/** Milliseconds for which a call waits for others of its batch. */
const holdMs = 10;
