import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { until } from '../../../tests/until.helper.ts';
import { keepQueuesOnDisk, queuesWorker } from './keep-queues-on-disk.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-queues-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/**
 * Accepts messages, but refuses bodies that begin with "bad", and takes none while it holds. A request returns the accepted messages and
 * the number of attempts.
 */
const script = `
let taken = [];
let open = true;
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/send') await env.QUEUE.sendBatch(searchParams.getAll('body').map((body) => ({ body, contentType: 'json' })));
    if (pathname === '/hold') open = false;
    return Response.json(taken);
  },
  async queue(batch, env) {
    // Longer than any test: a refusal would be retried at once, and soon be the last one.
    if (!open) await scheduler.wait(600_000);
    for (const message of batch.messages) {
      taken.push([batch.queue, message.body, message.attempts]);
      if (message.body.startsWith('bad') && batch.queue === 'work') message.retry({ delaySeconds: 0 });
    }
  },
};`;

async function openQueues() {
  const { workers } = convertV4MiniflareOptions({
    workers: [
      {
        name: 'jogakbo-test',
        compatibilityDate: '2026-11-16',
        modulesRoot: '/',
        modules: [{ type: 'ESModule', path: '/test.js', contents: script }],
        queueProducers: { QUEUE: { queueName: 'work' } },
        queueConsumers: {
          work: { maxBatchTimeout: 0, maxRetries: 2, deadLetterQueue: 'dead' },
          dead: { maxBatchTimeout: 0 },
        },
      },
    ],
  } as never);
  const miniflare = new Miniflare({
    ...{ cf: false, enableDevRegistry: false, telemetry: { enabled: false } },
    resourcePersistencePath: folder,
    handleStructuredLogs: () => {},
    workers: await keepQueuesOnDisk(workers as never),
  } as never);
  await miniflare.ready;
  const ask = async (worker: string, path: string, method = 'GET') =>
    (await (await miniflare.getWorker(`jogakbo-${worker}`)).fetch(`http://x${path}`, { method })).json();
  return {
    send: (...bodies: string[]) => ask('test', `/send?${bodies.map((body) => `body=${body}`).join('&')}`),
    taken: async () => (await ask('test', '/taken')) as [queue: string, body: string, attempts: number][],
    hold: () => ask('test', '/hold'),
    counts: async () =>
      (await ask(queuesWorker, '/', 'POST')) as Record<string, { due: number; later: number }>,
    close: () => miniflare.dispose(),
  };
}

test('a queue on disk delivers in order, retries, and moves a message that always fails to the dead letters', async () => {
  const queues = await openQueues();
  try {
    await queues.send('a', 'bad', 'b');
    await until('the dead letter', async () => (await queues.taken()).some(([queue]) => queue === 'dead'));
    expect(await queues.taken()).toEqual([
      ['work', 'a', 1],
      ['work', 'bad', 1],
      ['work', 'b', 1],
      ['work', 'bad', 2],
      ['work', 'bad', 3],
      ['dead', 'bad', 1],
    ]);
    const empty = { due: 0, later: 0 };
    await until('emptiness', async () => Bun.deepEquals(await queues.counts(), { work: empty, dead: empty }));
  } finally {
    await queues.close();
  }
});

test('the next process delivers the messages that were sent but not consumed', async () => {
  const before = await openQueues();
  await before.hold();
  await before.send('kept', 'also');
  await before.close();
  const after = await openQueues();
  try {
    await after.counts();
    await until('both', async () => (await after.taken()).length === 2);
    expect((await after.taken()).map(([, body]) => body)).toEqual(['kept', 'also']);
  } finally {
    await after.close();
  }
});
