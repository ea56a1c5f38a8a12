import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Account, Queue } from '../account.ts';
import { ApiError, toAnswer } from '../api-error.ts';
import type { Cloud } from './cloud.ts';
import { readJson } from './read-json.ts';

const Settings = v.record(v.string(), v.nullish(v.union([v.number(), v.boolean()])));
const Input = v.object({
  queue_name: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,63}$/)),
  settings: v.optional(Settings, {}),
});
const ConsumerInput = v.object({
  type: v.optional(v.string(), 'worker'),
  script_name: v.optional(v.string()),
  service: v.optional(v.string()),
  dead_letter_queue: v.optional(v.string()),
  settings: v.optional(v.record(v.string(), v.nullish(v.number())), {}),
});

/** Queues, and the workers that consume them. */
export function addQueues(app: Hono, { file, runtime, now }: Cloud): void {
  const { account } = file;

  app.get('/queues', (c) => {
    const names = c.req.queries('name');
    const found = account.queues.filter(({ queue_name }) => !names || names.includes(queue_name));
    const page = Number(c.req.query('page') ?? 1);
    const info = { page, per_page: 100, count: found.length, total_count: found.length, total_pages: 1 };
    return c.json(toAnswer(page > 1 ? [] : found.map((queue) => toQueue(account, queue)), info));
  });

  app.post('/queues', async (c) => {
    const { queue_name, settings } = await readJson(c, Input);
    if (account.queues.some((queue) => queue.queue_name === queue_name))
      throw new ApiError(409, 11009, `Queue name '${queue_name}' is already taken.`);
    const queue_id = randomBytes(16).toString('hex');
    const queue: Queue = { queue_id, queue_name, created_on: now().toISOString(), settings, consumers: [] };
    account.queues.push(queue);
    file.save();
    return c.json(toAnswer(toQueue(account, queue)));
  });

  app.get('/queues/:queue', (c) => c.json(toAnswer(toQueue(account, find(c.req.param('queue'))))));

  app.delete('/queues/:queue', (c) => {
    const { queue_id } = find(c.req.param('queue'));
    account.queues = account.queues.filter((queue) => queue.queue_id !== queue_id);
    file.save();
    runtime.change();
    return c.json(toAnswer(null));
  });

  app.get('/queues/:queue/consumers', (c) =>
    c.json(toAnswer(toQueue(account, find(c.req.param('queue'))).consumers)),
  );

  app.on(['POST', 'PUT'], ['/queues/:queue/consumers', '/queues/:queue/consumers/:consumer'], async (c) => {
    const queue = find(c.req.param('queue'));
    const { script_name, service, dead_letter_queue, settings } = await readJson(c, ConsumerInput);
    const script = script_name ?? service ?? '';
    if (!account.scripts[script]?.versions.length)
      throw new ApiError(400, 11000, `The Worker ${script} of the consumer does not exist.`);
    if (dead_letter_queue && !account.queues.some(({ queue_name }) => queue_name === dead_letter_queue))
      throw new ApiError(400, 11000, `The dead letter queue ${dead_letter_queue} does not exist.`);
    const id = c.req.method === 'PUT' ? c.req.param('consumer' as never) : undefined;
    const old = queue.consumers.find(({ consumer_id }) => consumer_id === id);
    if (!old && queue.consumers.length > 0)
      throw new ApiError(400, 11004, `The queue ${queue.queue_name} already has a consumer.`);
    const consumer = {
      consumer_id: old?.consumer_id ?? randomBytes(16).toString('hex'),
      script,
      ...(dead_letter_queue ? { dead_letter_queue } : {}),
      settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value ?? null])),
    };
    const changed = JSON.stringify(old) !== JSON.stringify(consumer);
    queue.consumers = [consumer];
    file.save();
    if (changed) runtime.change();
    return c.json(toAnswer(consumer));
  });

  app.delete('/queues/:queue/consumers/:consumer', (c) => {
    const queue = find(c.req.param('queue'));
    queue.consumers = queue.consumers.filter(({ consumer_id }) => consumer_id !== c.req.param('consumer'));
    file.save();
    runtime.change();
    return c.json(toAnswer(null));
  });

  function find(id: string): Queue {
    const found = account.queues.find(({ queue_id }) => queue_id === id);
    if (!found) throw new ApiError(404, 11000, 'The queue does not exist.');
    return found;
  }
}

function toQueue({ scripts }: Account, queue: Queue) {
  const producers = Object.values(scripts).filter((script) =>
    script.versions
      .at(-1)
      ?.bindings.some(({ type, queue_name }) => type === 'queue' && queue_name === queue.queue_name),
  );
  return {
    ...queue,
    modified_on: queue.created_on,
    producers: producers.map(({ name }) => ({ type: 'worker', script: name, service: name })),
    producers_total_count: producers.length,
    consumers: queue.consumers.map((consumer) => ({
      ...{ type: 'worker', ...consumer, service: consumer.script, environment: 'production' },
      queue_name: queue.queue_name,
    })),
    consumers_total_count: queue.consumers.length,
  };
}
