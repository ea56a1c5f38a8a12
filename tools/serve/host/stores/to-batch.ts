/** A batch as a consumer gets it: https://developers.cloudflare.com/queues/configuration/javascript-apis/ */
export type Batch = {
  queue: string;
  messages: {
    id: string;
    timestamp: Date;
    body: unknown;
    attempts: number;
    ack(): void;
    retry(options?: { delaySeconds?: number }): void;
  }[];
  ackAll(): void;
  retryAll(options?: { delaySeconds?: number }): void;
};
/** A stored message. `attempts` counts the deliveries before this one. */
export type Row = { id: string; body: string; time: number; attempts: number };
type Delay = { delaySeconds?: number };

/** Makes the batch for a consumer, and notes what the consumer says about each message. Its first word about a message counts. */
export function toBatch(queue: string, rows: Row[]) {
  const acked = new Set<string>();
  const retried = new Map<string, number | undefined>();
  let all: Delay | undefined;
  const batch: Batch = {
    queue,
    messages: rows.map(({ id, body, time, attempts }) => ({
      ...{ id, body: JSON.parse(body), timestamp: new Date(time), attempts: attempts + 1 },
      ack: () => void (retried.has(id) || acked.add(id)),
      retry: ({ delaySeconds } = {}) => void (acked.has(id) || retried.set(id, delaySeconds)),
    })),
    ackAll: () => {
      for (const { id } of rows) if (!retried.has(id)) acked.add(id);
    },
    retryAll: (options = {}) => {
      all = options;
    },
  };
  const verdictOf = (outcome: string) => ({
    outcome,
    retryBatch: {
      retry: all !== undefined,
      ...(all?.delaySeconds ? { delaySeconds: all.delaySeconds } : {}),
    },
    explicitAcks: [...acked],
    retryMessages: [...retried].map(([msgId, delaySeconds]) => ({
      msgId,
      ...(delaySeconds === undefined ? {} : { delaySeconds }),
    })),
  });
  return { batch, verdictOf };
}
