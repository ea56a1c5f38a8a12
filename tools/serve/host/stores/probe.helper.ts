import { DurableObject, WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from 'cloudflare:workers';
import type {
  D1Database,
  DurableObjectNamespace,
  KVNamespace,
  MessageBatch,
  Queue,
  Workflow,
} from '@cloudflare/workers-types';

type Env = {
  DB: D1Database;
  VALUES: KVNamespace;
  WORK: Queue;
  COUNTERS: DurableObjectNamespace<Counter>;
  FLOW: Workflow;
};

/** What the consumer has seen: queue, body and attempt. */
const taken: [string, unknown, number][] = [];

export class Counter extends DurableObject<Env> {
  constructor(...given: ConstructorParameters<typeof DurableObject<Env>>) {
    super(...given);
    this.ctx.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS counter (value INTEGER NOT NULL, rung INTEGER NOT NULL)',
    );
    this.ctx.storage.sql.exec('INSERT INTO counter SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM counter)');
  }

  read() {
    return this.ctx.storage.sql.exec<{ value: number; rung: number }>('SELECT * FROM counter').one();
  }

  /** Waits for its storage between reading and writing. */
  async add(): Promise<number> {
    const { value } = this.read();
    await this.ctx.storage.setAlarm(Date.now() + 3_600_000);
    this.ctx.storage.sql.exec('UPDATE counter SET value = ?', value + 1);
    return value + 1;
  }

  fail(): string {
    try {
      this.ctx.storage.transactionSync(() => {
        this.ctx.storage.sql.exec('UPDATE counter SET value = 99');
        throw new Error('undo');
      });
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  }

  change(list: string[]): string[] {
    list.push('object');
    return list;
  }

  async ringSoon(): Promise<boolean> {
    await this.ctx.storage.setAlarm(Date.now() + 20);
    return (await this.ctx.storage.getAlarm()) !== null;
  }

  async ringNever(): Promise<number | null> {
    await this.ctx.storage.setAlarm(Date.now() + 20);
    await this.ctx.storage.deleteAlarm();
    return this.ctx.storage.getAlarm();
  }

  override async alarm(): Promise<void> {
    this.ctx.storage.sql.exec('UPDATE counter SET rung = rung + 1');
  }

  override async fetch(request: { url: string }) {
    return Response.json({ path: new URL(request.url).pathname }) as never;
  }
}

/** How often each step of the workflow has run. */
const ran: string[] = [];

export class Flow extends WorkflowEntrypoint<Env, { fails: number }> {
  override async run({ payload }: WorkflowEvent<{ fails: number }>, step: WorkflowStep): Promise<void> {
    const retries = { retries: { limit: 3, delay: 1, backoff: 'exponential' }, timeout: 5_000 } as const;
    let fails = payload.fails;
    const first = await step.do('first', retries, async () => {
      ran.push('first');
      if (fails-- > 0) throw new Error('not yet');
      return { done: true };
    });
    await step.sleep('pause', 10);
    await step.do('last', retries, async () => {
      ran.push(`last ${first.done}`);
    });
  }
}

const cases: Record<string, (env: Env, url: URL) => Promise<unknown>> = {
  async values({ DB }) {
    await DB.batch([DB.prepare('CREATE TABLE kinds (a, b, c, d, e)')]);
    await DB.prepare('INSERT INTO kinds VALUES (?, ?, ?, ?, ?)').bind(null, 7, 1.5, '글', true).run();
    return DB.prepare('SELECT * FROM kinds').first();
  },
  async numbered({ DB }) {
    return (
      await DB.prepare('SELECT value * ?2 AS value FROM json_each(?1) WHERE value > ?2')
        .bind('[1,2,3]', 1)
        .all()
    ).results;
  },
  async first({ DB }) {
    const select = DB.prepare('SELECT 1 AS one WHERE ?');
    return [
      await select.bind(1).first('one'),
      await select.bind(0).first('one'),
      await select.bind(0).first(),
      await toError(select.bind(1).first('two' as never)),
      await select.bind(1).raw(),
    ];
  },
  async changes({ DB }) {
    await DB.prepare('CREATE TABLE changed (id INTEGER PRIMARY KEY, text TEXT)').run();
    const sql = [
      "INSERT INTO changed (text) VALUES ('a'), ('b'), ('c')",
      "UPDATE changed SET text = 'd' WHERE id > 1",
      'DELETE FROM changed WHERE id = 1 RETURNING id',
      'SELECT id FROM changed',
      'DELETE FROM changed WHERE id = 1',
    ];
    const all = [];
    for (const each of sql) all.push(await DB.prepare(each).run());
    return all.map(({ meta, results }) => [meta.changes, results]);
  },
  async batch({ DB }) {
    await DB.prepare('CREATE TABLE once (id TEXT PRIMARY KEY)').run();
    const insert = (id: string) => DB.prepare('INSERT INTO once VALUES (?) RETURNING id').bind(id);
    const good = await DB.batch([insert('a'), insert('b')]);
    const fault = await toError(DB.batch([insert('c'), insert('a')]));
    const { results } = await DB.prepare('SELECT id FROM once ORDER BY id').all();
    return [good.map((each) => each.results), fault, results];
  },
  async keys({ DB }) {
    await DB.prepare('CREATE TABLE parent (id INTEGER PRIMARY KEY)').run();
    await DB.prepare('CREATE TABLE child (parent INTEGER REFERENCES parent (id))').run();
    return toError(DB.prepare('INSERT INTO child VALUES (1)').run());
  },
  refused: async ({ DB }) => [
    await toError(async () => DB.prepare('SELECT ?').bind(undefined).all()),
    await toError(async () => DB.prepare('SELECT ?').bind({}).all()),
    await toError(DB.prepare('SELECT missing').all()),
  ],
  async kv({ VALUES }) {
    const before = await VALUES.get('key');
    await VALUES.put('key', '값');
    const put = await VALUES.get('key');
    await VALUES.delete('key');
    return [before, put, await VALUES.get('key')];
  },
  async gate({ COUNTERS }) {
    const counter = COUNTERS.getByName('gate');
    const values = await Promise.all(Array.from({ length: 5 }, () => counter.add()));
    return [values, (await COUNTERS.getByName('other').read()).value];
  },
  async transaction({ COUNTERS }) {
    const counter = COUNTERS.get(COUNTERS.idFromName('transaction'));
    return [await counter.fail(), (await counter.read()).value];
  },
  async copies({ COUNTERS }) {
    const list = ['caller'];
    return [await COUNTERS.getByName('copies').change(list), list];
  },
  fetch: async ({ COUNTERS }) => (await COUNTERS.getByName('fetch').fetch('http://object/path')).json(),
  ringing: async ({ COUNTERS }) => [
    await COUNTERS.getByName('ringing').ringSoon(),
    await COUNTERS.getByName('silent').ringNever(),
  ],
  rung: async ({ COUNTERS }) => [
    (await COUNTERS.getByName('ringing').read()).rung,
    (await COUNTERS.getByName('silent').read()).rung,
  ],
  async send({ WORK }) {
    await WORK.sendBatch(['a', 'bad', 'b'].map((body) => ({ body, contentType: 'json' })));
  },
  taken: async () => taken,
  begin: async ({ FLOW }) => [
    (await FLOW.create({ id: 'one', params: { fails: 2 } })).id,
    await toError(FLOW.create({ id: 'one' })),
    await toError(FLOW.get('none')),
  ],
  ran: async () => ran,
  async again({ FLOW }) {
    await (await FLOW.get('one')).restart();
  },
  forget: async ({ FLOW }) =>
    (FLOW as unknown as { deleteBatch(ids: string[]): Promise<{ errors: { id: string; code: number }[] }> })
      .deleteBatch(['one', 'none'])
      .then(({ errors }) => errors.map(({ id, code }) => ({ id, code }))),
};

async function toError(work: Promise<unknown> | (() => Promise<unknown>)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const url = new URL(request.url);
    return Response.json((await cases[url.pathname.slice(1)]?.(env, url)) ?? null);
  },

  async queue(batch: MessageBatch<unknown>): Promise<void> {
    for (const message of batch.messages) {
      taken.push([batch.queue, message.body, message.attempts]);
      if (message.body === 'bad' && batch.queue === 'work') message.retry();
      else message.ack();
    }
  },
};
