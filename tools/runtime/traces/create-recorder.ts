import type { LogEntry, Report, StoreEntry, StoreKind } from './recorded.ts';

type Fetcher = { fetch(input: string, init: RequestInit): Promise<Response> };

export type Recorder = ReturnType<typeof createRecorder>;

/**
 * Collects what one invocation of a worker does, and reports it in one request. What comes later, such as the line of a page whose last
 * part was late, is reported by itself.
 *
 * @param request the id of the request of a client that the invocation belongs to
 */
export function createRecorder(
  request: string,
  counter: Fetcher,
  waitUntil: (work: Promise<unknown>) => void,
) {
  const hop = crypto.randomUUID();
  let [logs, stores]: [LogEntry[], StoreEntry[]] = [[], []];
  let isOver = false;

  return {
    log(entry: LogEntry): void {
      logs.push({ ...entry, text: entry.text.slice(0, longestLine) });
      if (isOver) send();
    },

    /** Measures a call of a store. */
    async time<Value>(kind: StoreKind, what: string, answer: Promise<Value>): Promise<Value> {
      const at = Date.now();
      let failed: true | undefined = true;
      try {
        const value = await answer;
        failed = undefined;
        return value;
      } finally {
        stores.push({ at, kind, what, ms: Date.now() - at, ...(failed ? { failed } : {}) });
        if (isOver) send();
      }
    },

    /** Reports what was collected. The invocation is over. */
    send(): void {
      isOver = true;
      send();
    },
  };

  function send(): void {
    if (logs.length + stores.length === 0) return;
    const report: Report = { request, hop, logs, stores };
    [logs, stores] = [[], []];
    const sent = counter.fetch('http://counter/record', { method: 'POST', body: JSON.stringify(report) });
    waitUntil(sent.catch(() => undefined));
  }
}

/** The line of a page with its fragments has about 5,000 characters. */
const longestLine = 20_000;
