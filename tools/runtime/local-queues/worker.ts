import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers';
import {
  defaults,
  judgeBatch,
  type QueueAnswer,
  type QueueRules,
  toNextDelivery,
  type Waiting,
  waitingColumns,
} from './queue-rules.ts';

type Consumer = {
  queue(name: string, messages: (Omit<Row, 'time'> & { timestamp: Date })[]): Promise<QueueAnswer>;
};
type Env = { CONSUMERS: Record<string, QueueRules>; QUEUES: DurableObjectNamespace } & Record<
  string,
  unknown
>;
type DurableObjectNamespace = { getByName(name: string): LocalQueue };
type Options = { delaySeconds?: number };
type Message = { id: string; body: string; time: number };
type Row = { id: string; body: unknown; time: number; attempts: number };
/** How many messages can be delivered now, and how many wait for a later attempt. */
export type QueueCount = { due: number; later: number };

/** The entrypoint for producers: `props.queue` names the queue. Messages must be JSON, like all messages of this shop. */
export class Producer extends WorkerEntrypoint<Env, { queue: string }> {
  async send(body: unknown, options: Options = {}): Promise<void> {
    await this.sendBatch([{ body, ...options }]);
  }

  async sendBatch(
    messages: Iterable<{ body: unknown } & Options>,
    { delaySeconds = 0 }: Options = {},
  ): Promise<void> {
    const queue = this.env.QUEUES.getByName(this.ctx.props.queue);
    const time = Date.now();
    for (const [delay, part] of Map.groupBy(messages, (each) => each.delaySeconds ?? delaySeconds))
      await queue.keep(
        this.ctx.props.queue,
        part.map(({ body }) => ({ id: crypto.randomUUID(), body: JSON.stringify(body), time })),
        delay,
      );
  }
}

/** One queue. Its messages are in SQLite until the consumer has accepted them. */
export class LocalQueue extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql;

  constructor(ctx: ConstructorParameters<typeof DurableObject<Env>>[0], env: Env) {
    super(ctx, env);
    this.#sql.exec(
      `CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
       body TEXT NOT NULL, time INTEGER NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)`,
    );
  }

  /** Stores messages. A message that is already stored is ignored. */
  async keep(name: string, messages: Message[], delay = 0): Promise<void> {
    this.ctx.storage.kv.put('name', name);
    const due = Date.now() + delay * 1_000;
    for (const { id, body, time } of messages)
      this.#sql.exec(
        'INSERT OR IGNORE INTO message (id, body, time, due) VALUES (?, ?, ?, ?)',
        id,
        body,
        time,
        due,
      );
    await this.wake();
  }

  /** Sets the alarm for the next delivery. */
  async wake(): Promise<void> {
    const rules = this.#rules();
    if (!rules) return;
    const wait = (rules.maxBatchTimeout ?? defaults.maxBatchTimeout) * 1_000;
    const now = Date.now();
    const waiting = this.#sql.exec<Waiting>(`SELECT ${waitingColumns} FROM message`, wait, now).one();
    const time = toNextDelivery(waiting, rules, now);
    if (time === undefined) return;
    const set = await this.ctx.storage.getAlarm();
    if (set === null || time < set) await this.ctx.storage.setAlarm(time);
  }

  count(): QueueCount {
    return this.#sql
      .exec<QueueCount>(
        'SELECT count(*) FILTER (WHERE due <= ?1) AS due, count(*) FILTER (WHERE due > ?1) AS later FROM message',
        Date.now(),
      )
      .one();
  }

  override async alarm(): Promise<void> {
    const [rules, name] = [this.#rules(), this.#name()];
    if (!rules || !name) return;
    const batch = this.#sql
      .exec<Row & { body: string }>(
        'SELECT id, body, time, attempts FROM message WHERE due <= ? ORDER BY seq LIMIT ?',
        Date.now(),
        rules.maxBatchSize ?? defaults.maxBatchSize,
      )
      .toArray();
    if (batch.length > 0) await this.#deliver(name, batch, rules);
    await this.wake();
  }

  async #deliver(name: string, batch: (Row & { body: string })[], rules: QueueRules): Promise<void> {
    const messages = batch.map(({ id, body, time, attempts }) => ({
      ...{ id, body: JSON.parse(body), timestamp: new Date(time) },
      attempts: attempts + 1,
    }));
    const answer = await (this.env[rules.binding] as Consumer)
      .queue(name, messages)
      .catch((error) => ({ outcome: String(error), retryBatch: { retry: true } }));
    const { taken, again, dead } = judgeBatch(batch, answer, rules);
    // Writes to the other queue first. A message may be in both for a moment; its id prevents a duplicate.
    if (dead.length > 0 && rules.deadLetterQueue)
      await this.env.QUEUES.getByName(rules.deadLetterQueue).keep(rules.deadLetterQueue, dead);
    for (const { id } of [...taken, ...dead]) this.#sql.exec('DELETE FROM message WHERE id = ?', id);
    for (const { message, delay } of again)
      this.#sql.exec(
        'UPDATE message SET attempts = attempts + 1, due = ? WHERE id = ?',
        Date.now() + delay * 1_000,
        message.id,
      );
  }

  #name(): string | undefined {
    return this.ctx.storage.kv.get('name');
  }

  #rules(): QueueRules | undefined {
    return this.env.CONSUMERS[this.#name() ?? ''];
  }
}

export default {
  /** POST delivers the messages of an earlier process. Every request returns the number of messages in each queue. */
  async fetch(request: Request, { CONSUMERS, QUEUES }: Env): Promise<Response> {
    const counts: Record<string, QueueCount> = {};
    for (const name of Object.keys(CONSUMERS)) {
      const queue = QUEUES.getByName(name);
      if (request.method === 'POST') await queue.wake();
      counts[name] = await queue.count();
    }
    return Response.json(counts);
  },
};
