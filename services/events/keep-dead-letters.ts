import type { D1Database, MessageBatch } from '@cloudflare/workers-types';
import { createClock } from '@jogakbo/edge/clock';
import type { Settings } from '@jogakbo/edge/create-app';
import { createDeadLetterStore } from './dead-letter-store.ts';

/** The queue handler for all dead-letter queues: keeps what ends there. Where that fails, it throws, and all come again. */
export async function keepDeadLetters(
  batch: MessageBatch<unknown>,
  env: Settings & { DB: D1Database },
): Promise<void> {
  const time = createClock(env.DEV_NOW, env.DEV_NOW_SINCE)();
  const consumer = batch.queue.replace(/^jogakbo-(.+)-dead-letters$/, '$1');
  await createDeadLetterStore(env.DB).keep(
    batch.messages.map(({ id, body }) => ({
      consumer,
      message: id,
      // undefined has no JSON.
      body: JSON.stringify(body) ?? 'null',
      time,
    })),
  );
}
