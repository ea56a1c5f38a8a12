import type { Database } from 'bun:sqlite';
import type { StoresConfig } from '../server-config.ts';
import { createAlarms } from './create-alarms.ts';
import { createD1 } from './create-d1.ts';
import { createKv } from './create-kv.ts';
import { createObjects } from './create-objects.ts';
import { createQueues } from './create-queues.ts';
import type { Step } from './create-step.ts';
import { createWorkflow, type WorkflowEvent } from './create-workflow.ts';
import { migrateFile } from './migrate-file.ts';
import { openSqlite } from './open-sqlite.ts';
import { startClock } from './start-clock.ts';
import { toDatabaseFile } from './to-database-file.ts';

type Context = { waitUntil(work: Promise<unknown>): void };
/** The joined worker: its handlers, and the classes of Durable Objects and Workflows by name. */
type Joined = {
  default: {
    queue?(batch: object, env: object, context: object): unknown;
    scheduled?(event: { cron: string; scheduledTime: number }, env: object, context: object): unknown;
  };
};
type WorkflowClass = new (
  context: object,
  env: object,
) => { run(event: WorkflowEvent, step: Step): Promise<unknown> };
type ObjectClass = new (context: object, env: object) => object;
type Options = {
  /** The folder with all stores. */
  folder: string;
  /** The folder with a folder of migrations for each database. */
  migrations: string;
  config: StoresConfig;
  joined: Joined;
  context: Context;
};

/** Opens all stores of the services below one folder, and applies their migrations. */
export function openStores({ folder, migrations, config, joined, context }: Options) {
  const { waitUntil } = context;
  const files: Database[] = [];
  const open = (path: string) => {
    const sqlite = openFile(path);
    files.push(sqlite);
    return sqlite;
  };
  /** The bindings of the joined worker. Its objects and handlers get it when they are first used. */
  const env: Record<string, unknown> = {};

  for (const { binding, name } of config.databases) {
    const path = toDatabaseFile(folder, name);
    const sqlite = open(path);
    try {
      migrateFile(sqlite, `${migrations}/${name}`);
    } catch (error) {
      throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
    }
    env[binding] = createD1(sqlite);
  }
  const values = open(`${folder}/values.sqlite`);
  for (const binding of config.values) env[binding] = createKv(values, binding);

  const queues = createQueues({
    sqlite: open(`${folder}/queues.sqlite`),
    consumers: config.consumers,
    take: async (batch) => joined.default.queue?.(batch, env, context),
    onFault: (queue, error) => logFault({ queue }, error),
  });
  for (const { binding, queue } of config.producers) env[binding] = queues.producerOf(queue);

  const clock = open(`${folder}/objects.sqlite`);
  const objects = config.objects.map(({ binding, className }) => {
    const namespace = createObjects({
      ...{ folder: `${folder}/objects/${className}`, Class: classOf<ObjectClass>(className), env, waitUntil },
      alarms: createAlarms(clock, className),
      onFault: (error) => logFault({ alarm: className }, error),
    });
    env[binding] = namespace;
    return namespace;
  });

  const steps = open(`${folder}/workflows.sqlite`);
  const workflows = config.workflows.map(({ binding, name, className }) => {
    const Class = classOf<WorkflowClass>(className);
    const workflow = createWorkflow({
      ...{ sqlite: steps, name, waitUntil },
      run: async (event, step) => new Class(context, env).run(event, step),
      onFault: (instance, error) => logFault({ workflow: name, instance }, error),
    });
    env[binding] = workflow;
    return workflow;
  });
  let stopClock = () => {};

  return {
    env,

    /** Runs the jobs of a trigger. */
    runCron,

    /** Starts queues, alarms, workflows and triggers, also with what an earlier process has left. */
    start({ crons }: { crons: boolean }): void {
      queues.start();
      for (const namespace of objects) namespace.start();
      for (const workflow of workflows) workflow.resume();
      if (crons)
        stopClock = startClock({
          crons: config.crons,
          run: runCron,
          onFault: (cron, error) => logFault({ cron }, error),
        });
    },

    /** Begins no further work. What is under way may still use the stores. */
    stop(): void {
      stopClock();
      queues.stop();
      for (const namespace of objects) namespace.stop();
      for (const workflow of workflows) workflow.stop();
    },

    close(): void {
      for (const namespace of objects) namespace.close();
      for (const sqlite of files) sqlite.close();
    },
  };

  async function runCron(cron: string, scheduledTime = Date.now()): Promise<void> {
    await joined.default.scheduled?.({ cron, scheduledTime }, env, context);
  }

  function classOf<Class>(name: string): Class {
    return (joined as unknown as Record<string, Class>)[name] as Class;
  }
}

function openFile(path: string): Database {
  try {
    return openSqlite(path);
  } catch (error) {
    throw new Error(`${path} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
}

function logFault(about: object, error: unknown): void {
  console.error(JSON.stringify({ worker: 'server', ...about, error: String(error) }));
}
