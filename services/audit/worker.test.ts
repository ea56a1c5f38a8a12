import { Database, type SQLQueryBindings } from 'bun:sqlite';
import { beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { MessageBatch } from '@cloudflare/workers-types';
import { toEvent } from '@jogakbo/edge/outbox';
import * as v from 'valibot';
import type { Sql } from './audit-chain.ts';
import { AuditLog } from './audit-log.ts';
import { EntryPage, paths, Verification } from './contract.ts';
import worker from './worker.ts';

const about = { source: 'test-service', time: 1_557_882_000_000 };
const authorization = 'Bearer secret';

let env: Record<string, unknown>;
beforeEach(() => {
  const database = new Database(':memory:');
  const sql: Sql = {
    exec: (text, ...values) => database.query(text).all(...(values as SQLQueryBindings[])) as [],
  };
  const log = new AuditLog({ storage: { sql } }, { LOG_LEVEL: 'off' });
  env = {
    LOG: { idFromName: (name: string) => name, get: () => log },
    OPERATOR_TOKEN: 'secret',
    LOG_LEVEL: 'off',
  };
});

const ask = async (path: string, sent: Record<string, string> = { authorization }) =>
  worker.request(path, { headers: sent }, env);
const read = async <Schema extends v.GenericSchema>(schema: Schema, path: string) =>
  v.parse(schema, await (await ask(path)).json()) as v.InferOutput<Schema>;

async function deliver(...bodies: unknown[]) {
  const outcomes: string[] = [];
  const messages = bodies.map((body) => ({
    body,
    attempts: 1,
    ack: () => outcomes.push('acked'),
    retry: () => outcomes.push('retried'),
  }));
  await worker.queue({ messages } as unknown as MessageBatch<unknown>, env as never);
  return outcomes;
}

describe('what comes from the queue', () => {
  test('is taken once, and can be read and verified', async () => {
    const events = Array.from({ length: 120 }, (_, index) =>
      toEvent('product.changed', { productId: String(index + 1) }, about),
    );
    const delivered = events.toReversed();
    expect(await deliver(...delivered, ...events)).toEqual(Array(240).fill('acked'));
    const first = await read(EntryPage, paths.entries());
    expect(first.entries).toHaveLength(100);
    const second = await read(EntryPage, paths.entries(first.next ?? 0));
    expect(second.next).toBeNull();
    expect([...first.entries, ...second.entries].map(({ event }) => JSON.parse(event))).toEqual(delivered);
    const verification = await read(Verification, paths.verification());
    expect(verification).toMatchObject({ intact: true, count: 120, broken: null });
    expect((await read(Verification, paths.verification('f'.repeat(64)))).broken).toEqual({
      seq: 121,
      why: 'head',
    });
  });

  test('keeps nothing but what its contract says', async () => {
    const event = toEvent('member.signed-up', { memberId: 'm1' }, about);
    const chatty = { ...event, email: 'hong@example.com', data: { ...event.data, name: '홍길동' } };
    expect(await deliver(chatty)).toEqual(['acked']);
    expect((await (await ask(paths.entries())).text()).match(/hong@|홍길동/)).toBeNull();
  });

  test('can be read by type', async () => {
    await deliver(
      toEvent('member.signed-up', { memberId: 'm1' }, about),
      toEvent('access.denied', { resource: 'order', id: 'o1' }, about),
    );
    const { entries } = await read(EntryPage, paths.entries(0, 'access.denied'));
    expect(entries.map(({ seq }) => seq)).toEqual([2]);
  });

  test('comes again where it is none, or the log is away', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    expect(await deliver('nonsense')).toEqual(['retried']);
    env.LOG = { idFromName: String, get: () => ({ fetch: async () => new Response(null, { status: 500 }) }) };
    expect(await deliver(toEvent('member.signed-up', { memberId: 'm1' }, about))).toEqual(['retried']);
    errors.mockRestore();
  });
});

test.each([paths.entries(), paths.verification()])('%s is for operators', async (path) => {
  expect((await ask(path, {})).status).toBe(401);
  expect((await ask(path, { authorization: 'Bearer wrong' })).status).toBe(401);
  env.OPERATOR_TOKEN = '';
  expect((await ask(path)).status).toBe(404);
});

test.each(['/entries?after=x', '/entries?type=nonsense', '/verification?head=x'])(
  '%s is 422',
  async (path) => {
    expect((await ask(path)).status).toBe(422);
  },
);

test('nothing can be written from outside', async () => {
  const init = { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: '{}' };
  expect((await worker.request('/entries', init, env)).status).toBe(404);
});
