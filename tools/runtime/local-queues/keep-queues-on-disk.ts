import type { MiniflareOptions } from 'miniflare';
import type { QueueRules } from './queue-rules.ts';

type WorkerOptions = MiniflareOptions['workers'][number];
type Config = {
  name: string;
  env?: Record<string, { type: string; name?: string }>;
  triggers?: ({ type: string; name?: string } & Omit<QueueRules, 'binding'>)[];
};

/** The name of the worker that replaces Cloudflare's queues. */
export const queuesWorker = 'local-queues';

/**
 * Replaces Miniflare's queues, which are in memory, by a worker that stores messages in its Durable Objects, so that a killed
 * process loses none. Workers see no difference: a producer has `sendBatch`, and the consumer's `queue` handler is called.
 *
 * @returns the same workers without Miniflare's queues, and the worker that replaces the queues
 */
export async function keepQueuesOnDisk(workers: WorkerOptions[]): Promise<WorkerOptions[]> {
  const consumers: Record<string, QueueRules> = {};
  const bindings: Record<string, { type: 'worker'; worker: string }> = {};
  const changed = workers.map((worker) => {
    const config = worker.config as unknown as Config;
    const [queues, triggers] = split(config.triggers ?? []);
    for (const { type: _, name = '', ...rules } of queues) {
      const binding = `CONSUMER_${Object.keys(consumers).length}`;
      consumers[name] = { ...rules, binding };
      bindings[binding] = { type: 'worker', worker: config.name };
    }
    const env = Object.entries(config.env ?? {}).map(([key, binding]) => [key, toProducer(binding)]);
    return { ...worker, config: { ...config, env: Object.fromEntries(env), triggers } };
  });
  return [...changed, await buildQueuesWorker(consumers, bindings)] as unknown as WorkerOptions[];
}

function split(triggers: NonNullable<Config['triggers']>) {
  const { queue = [], other = [] } = Object.groupBy(triggers, ({ type }) =>
    type === 'queue' ? type : 'other',
  );
  return [queue, other] as const;
}

function toProducer(binding: { type: string; name?: string }) {
  if (binding.type !== 'queue') return binding;
  const props = { queue: binding.name };
  return { type: 'worker', worker: toName(), exportName: 'Producer', props };
}

async function buildQueuesWorker(consumers: Record<string, QueueRules>, bindings: object) {
  const { outputs } = await Bun.build({
    entrypoints: [`${import.meta.dir}/worker.ts`],
    format: 'esm',
    external: ['cloudflare:*'],
  });
  const contents = await (outputs[0] as Blob).text();
  return {
    config: {
      name: toName(),
      compatibilityDate: '2026-11-16',
      compatibilityFlags: ['service_binding_extra_handlers', 'experimental'],
      manifest: {
        mainModule: 'index.js',
        modulesRoot: '/',
        modules: { 'index.js': { type: 'esm', contents } },
      },
      env: {
        ...bindings,
        // An omitted setting is undefined here, and JSON cannot contain undefined.
        CONSUMERS: { type: 'json', value: JSON.parse(JSON.stringify(consumers)) },
        QUEUES: { type: 'durable-object', worker: toName(), exportName: 'LocalQueue' },
      },
      exports: { LocalQueue: { type: 'durable-object', storage: 'sqlite' } },
      triggers: [],
    },
  };
}

function toName(): string {
  return `jogakbo-${queuesWorker}`;
}
