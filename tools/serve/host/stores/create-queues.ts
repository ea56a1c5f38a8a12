import type { Database } from 'bun:sqlite';
import {
  defaults,
  judgeBatch,
  type QueueRules,
  toNextDelivery,
  type Waiting,
  waitingColumns,
} from '../../../runtime/local-queues/queue-rules.ts';
import { type Batch, type Row, toBatch } from './to-batch.ts';

type Options = {
  sqlite: Database;
  /** How each queue is consumed, by its name. */
  consumers: Record<string, Omit<QueueRules, 'binding'>>;
  /** Gives a batch to its consumer. If it throws, all messages are retried that it has not acknowledged. */
  take(batch: Batch): Promise<unknown>;
  onFault(queue: string, error: unknown): void;
};
type Delay = { delaySeconds?: number };
type State = { busy: boolean; timer: ReturnType<typeof setTimeout> | undefined };

/**
 * Keeps the messages of all queues in a table until their consumers have taken them, so a process that is killed loses none. A message
 * may be delivered twice, as on Cloudflare. Each queue delivers one batch at a time.
 */
export function createQueues({ sqlite, consumers, take, onFault }: Options) {
  sqlite.run(
    `CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL,
     body TEXT NOT NULL, time INTEGER NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)`,
  );
  sqlite.run('CREATE INDEX IF NOT EXISTS message_queue ON message (queue, seq)');
  const insert = sqlite.query('INSERT INTO message (queue, id, body, time, due) VALUES (?, ?, ?, ?, ?)');
  const states = new Map<string, State>(
    Object.keys(consumers).map((queue) => [queue, { busy: false, timer: undefined }]),
  );
  let started = false;

  return {
    /** The binding of a producer. Messages are JSON. */
    producerOf(queue: string) {
      const sendBatch = async (
        messages: Iterable<{ body: unknown } & Delay>,
        { delaySeconds = 0 }: Delay = {},
      ) =>
        keep(
          queue,
          [...messages].map((each) => ({
            body: toJson(each.body),
            delay: each.delaySeconds ?? delaySeconds,
          })),
        );
      return { sendBatch, send: async (body: unknown, options?: Delay) => sendBatch([{ body }], options) };
    },

    /** Starts to deliver, also the messages of an earlier process. */
    start() {
      started = true;
      for (const queue of states.keys()) wake(queue);
    },

    /** Delivers no further batch. The next process goes on. */
    stop() {
      started = false;
      for (const { timer } of states.values()) clearTimeout(timer);
    },
  };

  function keep(queue: string, messages: { body: string; delay: number }[]): void {
    const time = Date.now();
    sqlite.transaction(() => {
      for (const { body, delay } of messages)
        insert.run(queue, crypto.randomUUID(), body, time, time + delay * 1_000);
    })();
    wake(queue);
  }

  /** Sets the timer of the next delivery. */
  function wake(queue: string): void {
    const [state, rules] = [states.get(queue), consumers[queue]];
    if (!started || !state || !rules || state.busy) return;
    clearTimeout(state.timer);
    const now = Date.now();
    const wait = (rules.maxBatchTimeout ?? defaults.maxBatchTimeout) * 1_000;
    const waiting = sqlite
      .query<Waiting, [number, number, string]>(`SELECT ${waitingColumns} FROM message WHERE queue = ?3`)
      .get(wait, now, queue) as Waiting;
    const next = toNextDelivery(waiting, rules, now);
    if (next !== undefined)
      state.timer = setTimeout(() => void deliver(queue, state, rules), Math.max(0, next - now));
  }

  async function deliver(queue: string, state: State, rules: (typeof consumers)[string]): Promise<void> {
    state.busy = true;
    try {
      await deliverBatch(queue, rules);
    } finally {
      state.busy = false;
      wake(queue);
    }
  }

  async function deliverBatch(queue: string, rules: (typeof consumers)[string]): Promise<void> {
    const rows = sqlite
      .query<Row, [string, number, number]>(
        'SELECT id, body, time, attempts FROM message WHERE queue = ? AND due <= ? ORDER BY seq LIMIT ?',
      )
      .all(queue, Date.now(), rules.maxBatchSize ?? defaults.maxBatchSize);
    if (rows.length === 0) return;
    const { batch, verdictOf } = toBatch(queue, rows);
    const outcome = await take(batch).then(
      () => 'ok',
      (error) => {
        onFault(queue, error);
        return 'exception';
      },
    );
    const { taken, again, dead } = judgeBatch(rows, verdictOf(outcome), { binding: '', ...rules });
    sqlite.transaction(() => {
      const remove = sqlite.query('DELETE FROM message WHERE queue = ? AND id = ?');
      for (const { id } of [...taken, ...dead]) remove.run(queue, id);
      for (const { id, body, time } of rules.deadLetterQueue ? dead : [])
        insert.run(rules.deadLetterQueue as string, id, body, time, Date.now());
      const retry = sqlite.query(
        'UPDATE message SET attempts = attempts + 1, due = ? WHERE queue = ? AND id = ?',
      );
      for (const { message, delay } of again) retry.run(Date.now() + delay * 1_000, queue, message.id);
    })();
    if (rules.deadLetterQueue && dead.length > 0) wake(rules.deadLetterQueue);
  }
}

/** @throws TypeError for a body that JSON cannot contain, and Error for one that is larger than Cloudflare allows */
function toJson(body: unknown): string {
  const json = JSON.stringify(body);
  if (json === undefined) throw new TypeError('A message must be JSON.');
  if (Buffer.byteLength(json) > mostBytes) throw new Error('A message may have 128 KB at most.');
  return json;
}

/** https://developers.cloudflare.com/queues/platform/limits/ */
const mostBytes = 128_000;
