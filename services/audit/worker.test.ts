import { Database, type SQLQueryBindings } from 'bun:sqlite';
import { beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { MessageBatch } from '@cloudflare/workers-types';
import { toEvent } from '@jogakbo/edge/outbox';
import * as v from 'valibot';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { startClock } from '../../tests/start-clock.helper.ts';
import type { Sql } from './audit-chain.ts';
import { AuditLog } from './audit-log.ts';
import { EntryPage, paths, SignatureList, Verification } from './contract.ts';
import worker from './worker.ts';

const about = { source: 'test-service', time: 1_557_882_000_000 };
const authorization = 'Bearer secret';

const { settings, keys } = await createTestIdentity(['audit-service']);
let execute: Sql['exec'];
let logEnv: ConstructorParameters<typeof AuditLog>[1];
let env: Record<string, unknown>;
beforeEach(() => {
  logEnv = { ...settings, IDENTITY_KEY: keys.own['audit-service'] as string, LOG_LEVEL: 'off' };
  const database = new Database(':memory:');
  const sql: Sql = {
    exec: (text, ...values) => database.query(text).all(...(values as SQLQueryBindings[])) as [],
  };
  execute = sql.exec;
  const log = new AuditLog({ storage: { sql } }, logEnv);
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

describe('an event from the queue', () => {
  test('is written once, and can be read and verified', async () => {
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

  test('is written with only the fields of its contract', async () => {
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

  test('is retried if it is malformed, or the log does not answer', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    expect(await deliver('nonsense')).toEqual(['retried']);
    env.LOG = { idFromName: String, get: () => ({ fetch: async () => new Response(null, { status: 500 }) }) };
    expect(await deliver(toEvent('member.signed-up', { memberId: 'm1' }, about))).toEqual(['retried']);
    errors.mockRestore();
  });
});

describe('the head of the audit chain', () => {
  const tick = (now: string) => {
    Object.assign(logEnv, startClock(now));
    return worker.scheduled({ cron: '* * * * *' }, env as never);
  };
  const signed = async () => (await read(SignatureList, paths.signatures)).signatures;
  const event = (id: string) => toEvent('product.changed', { productId: id }, about);
  const prune = async (body: object) =>
    worker.request(
      paths.pruning,
      {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      env,
    );

  test('is signed once an hour if the chain has grown', async () => {
    await tick('2019-05-15T10:00:00+09:00');
    expect(await signed()).toEqual([]);
    await deliver(event('1'));
    await tick('2019-05-15T10:01:00+09:00');
    await deliver(event('2'));
    await tick('2019-05-15T10:30:00+09:00');
    await tick('2019-05-15T11:01:01+09:00');
    await tick('2019-05-15T13:00:00+09:00');
    expect((await signed()).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await read(Verification, paths.verification())).toMatchObject({ intact: true, count: 2 });
  });

  test('with a wrong signature is found by a verification', async () => {
    await deliver(event('1'));
    await tick('2019-05-15T10:00:00+09:00');
    const [signature] = await signed();
    execute('DROP TRIGGER signature_fixed');
    execute('UPDATE signature SET time = time + 1');
    expect((await read(Verification, paths.verification())).broken).toEqual({ seq: 1, why: 'head' });
    execute('UPDATE signature SET time = time - 1, key = ?', 'audit-service:gone');
    expect(signature?.key).toStartWith('audit-service:');
    expect((await read(Verification, paths.verification())).intact).toBeTrue();
  });

  test('may be used after 90 days to delete the entries before it', async () => {
    await deliver(event('1'), event('2'));
    await tick('2019-05-15T10:00:00+09:00');
    const [{ seq, head } = { seq: 0, head: '' }] = await signed();
    await deliver(event('3'));
    expect((await prune({ seq, head: 'x' })).status).toBe(409);
    expect(await (await prune({ seq, head })).json()).toMatchObject({ status: 409, reason: 'too-young' });
    Object.assign(logEnv, startClock('2019-08-13T11:00:00+09:00'));
    expect(await (await prune({ seq, head })).json()).toEqual({ pruned: 2 });
    expect((await read(EntryPage, paths.entries())).entries.map((entry) => entry.seq)).toEqual([3]);
    expect(await read(Verification, paths.verification(head))).toMatchObject({ intact: true, count: 3 });
    expect((await prune({ seq, head })).status).toBe(409);
  });
});

test.each([paths.entries(), paths.verification(), paths.signatures])(
  '%s is only for operators',
  async (path) => {
    expect((await ask(path, {})).status).toBe(401);
    expect((await ask(path, { authorization: 'Bearer wrong' })).status).toBe(401);
    env.OPERATOR_TOKEN = '';
    expect((await ask(path)).status).toBe(404);
  },
);

test.each(['/entries?after=x', '/entries?type=nonsense', '/verification?head=x'])(
  '%s is 422',
  async (path) => {
    expect((await ask(path)).status).toBe(422);
  },
);

test('entries cannot be written with a request', async () => {
  const init = { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: '{}' };
  expect((await worker.request('/entries', init, env)).status).toBe(404);
});
