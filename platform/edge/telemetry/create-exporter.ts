import { logError } from '../logs/log.ts';
import { countFragment, type FragmentCounts, type FragmentSample } from './metrics.ts';
import { type RequestSpan, toMetricBody, toTraceBody } from './otlp-body.ts';

type Options = {
  worker: string;
  /** The address of the collector, such as `https://collector.example`; `/v1/traces` and `/v1/metrics` are below it. */
  url: string;
  /** Sent as `authorization`, if the collector wants it. */
  authorization?: string | undefined;
  send?: (url: string, init: RequestInit) => Promise<Response>;
  now?: () => number;
};

export type Exporter = ReturnType<typeof createExporter>;

/**
 * Collects spans and counts of fragments in an isolate, and sends them to a collector with OTLP over HTTP. Requests never wait for it: what is
 * collected goes out after an answer, at most once a second. If the collector is away, what was collected is dropped, and the log says how
 * much; the next attempt is then 30 seconds later.
 */
export function createExporter({ worker, url, authorization, send = fetch, now = Date.now }: Options) {
  let spans: RequestSpan[] = [];
  let counts = new Map<string, FragmentCounts>();
  let since = now();
  let nextFlush = 0;
  let dropped = 0;

  return {
    addSpan(span: RequestSpan): void {
      if (spans.length < mostSpans) spans.push(span);
      else dropped += 1;
    },
    addFragment: (sample: FragmentSample): void => countFragment(counts, sample),
    /** Sends what was collected, if it is time. It never throws. @returns undefined if nothing is sent */
    flush(): Promise<void> | undefined {
      const time = now();
      if (time < nextFlush || spans.length + counts.size === 0) return undefined;
      nextFlush = time + pauseMs;
      const bodies: [string, object, number][] = [];
      if (spans.length > 0) bodies.push(['/v1/traces', toTraceBody(spans), spans.length]);
      if (counts.size > 0)
        bodies.push(['/v1/metrics', toMetricBody(worker, counts, since, time), counts.size]);
      [spans, counts, since] = [[], new Map(), time];
      return sendAll(bodies);
    },
  };

  async function sendAll(bodies: [string, object, number][]): Promise<void> {
    const sent = await Promise.all(bodies.map(([path, body]) => post(path, body)));
    dropped += bodies.reduce((sum, [, , size], index) => sum + (sent[index] ? 0 : size), 0);
    if (sent.includes(false)) nextFlush = now() + pauseAfterFaultMs;
    if (dropped === 0) return;
    logError({ worker, telemetry: 'The collector did not take everything.', dropped });
    dropped = 0;
  }

  async function post(path: string, body: object): Promise<boolean> {
    const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
    try {
      const signal = AbortSignal.timeout(sendTimeoutMs);
      const init = { method: 'POST', headers, body: JSON.stringify(body), signal };
      const answer = await send(url.replace(/\/$/, '') + path, init);
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }
}

const mostSpans = 200;
const pauseMs = 1_000;
const pauseAfterFaultMs = 30_000;
const sendTimeoutMs = 3_000;
