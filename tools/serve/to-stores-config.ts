import { type Config, TopologyError } from '../topology/config.ts';
import type { StoresConfig } from './host/server-config.ts';
import { isKnownCron } from './host/stores/start-clock.ts';

type Stored = Pick<
  Config,
  'd1_databases' | 'kv_namespaces' | 'durable_objects' | 'workflows' | 'queues' | 'triggers'
>;
type Consumer = {
  queue: string;
  max_batch_size?: number;
  max_batch_timeout?: number;
  max_retries?: number;
  retry_delay?: number;
  dead_letter_queue?: string;
};

/** Settings of a consumer that the program follows. Every queue delivers one batch at a time, so `max_concurrency` is always kept. */
const known = [
  ...['queue', 'max_batch_size', 'max_batch_timeout', 'max_retries', 'retry_delay', 'dead_letter_queue'],
  'max_concurrency',
];

/**
 * Reads the stores of a joined worker from its configuration, for a program that has them in SQLite. The bindings of the shell are left
 * out: they are for releases, and the program has one version of everything.
 *
 * @throws TopologyError with a sentence that names what the program cannot serve
 */
export function toStoresConfig(config: Partial<Stored>): StoresConfig {
  const { queues, triggers } = config;
  const crons = triggers?.crons ?? [];
  for (const cron of crons)
    if (!isKnownCron(cron))
      throw new TopologyError(
        `The program cannot run the trigger "${cron}": each of its five fields must be a number or *.`,
      );
  const consumers = (queues?.consumers ?? []) as Consumer[];
  for (const consumer of consumers) {
    const stranger = Object.keys(consumer).find((name) => !known.includes(name));
    if (stranger)
      throw new TopologyError(`The program cannot follow ${stranger} of the queue ${consumer.queue}.`);
  }
  const producers = (queues?.producers ?? []).map(({ binding, queue }) => ({ binding, queue }));
  const unread = producers.find(({ queue }) => consumers.every((consumer) => consumer.queue !== queue));
  if (unread) throw new TopologyError(`Nothing in the program consumes the queue ${unread.queue}.`);
  return {
    ...{ producers, crons },
    databases: (config.d1_databases ?? []).map(({ binding, database_name: name }) => ({ binding, name })),
    values: (config.kv_namespaces ?? [])
      .map(({ binding }) => binding)
      .filter((name) => !name.startsWith('SHELL__')),
    objects: (config.durable_objects?.bindings ?? []).map(({ name, class_name: className }) => ({
      ...{ binding: name, className },
    })),
    workflows: (config.workflows ?? []).map(({ binding, name, class_name: className }) => ({
      ...{ binding, name, className },
    })),
    consumers: Object.fromEntries(consumers.map((consumer) => [consumer.queue, toRules(consumer)])),
  };
}

function toRules(consumer: Consumer): StoresConfig['consumers'][string] {
  const rules = {
    maxBatchSize: consumer.max_batch_size,
    maxBatchTimeout: consumer.max_batch_timeout,
    maxRetries: consumer.max_retries,
    retryDelay: consumer.retry_delay,
    deadLetterQueue: consumer.dead_letter_queue,
  };
  return JSON.parse(JSON.stringify(rules));
}
