import { afterAll, afterEach, beforeEach, describe, expect, spyOn, test } from 'bun:test';
import { toEvent } from '@jogakbo/edge/outbox';
import type { Server } from 'bun';
import { Webhook } from 'standardwebhooks';
import * as v from 'valibot';
import { startClock } from '../../tests/start-clock.helper.ts';
import { ApiClientList, CreatedClient, CreatedWebhook, paths } from './contract.ts';
import { createGrantStore } from './grant-store.ts';
import { isWebhookAddress } from './is-webhook-address.ts';
import { openServices } from './open-services.helper.ts';

const services = await openServices();
afterAll(() => services.close());

const operator = { authorization: 'Bearer secret' };
let service: ReturnType<typeof services.createService>;
let client: CreatedClient;
let receiver: ReturnType<typeof openReceiver>;
const logs = spyOn(console, 'error');
beforeEach(async () => {
  logs.mockImplementation(() => {});
  service = services.createService({ OPERATOR_TOKEN: 'secret' });
  client = await createClient(['orders']);
  receiver = openReceiver();
});
afterEach(() => receiver.stop());
afterAll(() => logs.mockRestore());

describe('an event of an order', () => {
  test('reaches the client that its member allows to see orders, signed', async () => {
    const secret = await register();
    await allow('m1', ['cart', 'orders']);
    const event = await happen('m1');
    await deliver();
    expect(receiver.taken).toHaveLength(1);
    const { headers, body } = receiver.taken[0] as Taken;
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      ...{ type: 'order.confirmed', timestamp: new Date(event.time).toISOString() },
      data: { order: 'o1', member: expect.stringMatching(/^[\w-]{22}$/) },
    });
    expect(headers['webhook-id']).toBe(event.id);
    expect(body).not.toContain('m1');
  });

  test.each([
    ['who has allowed nothing', async () => {}],
    ['who has allowed the cart only', () => allow('m1', ['cart'])],
    ['if another member has allowed it', () => allow('m2', ['orders'])],
    [
      'who has ended it',
      async () => {
        await allow('m1', ['orders']);
        await createGrantStore(service.database, Date.now).endAll('m1');
      },
    ],
    [
      'after the key of the client is revoked',
      async () => {
        await allow('m1', ['orders']);
        await service.ask('DELETE', paths.apiClient(client.id), undefined, operator);
      },
    ],
  ])('of a member %s reaches nobody', async (_, prepare) => {
    await register();
    await prepare();
    await happen('m1');
    expect(service.queued).toEqual([]);
  });

  test('reaches each client once, and each knows the member by another name', async () => {
    await register();
    await allow('m1', ['orders']);
    await allow('m1', ['orders']);
    const first = client;
    client = await createClient(['orders']);
    await register();
    await allow('m1', ['orders']);
    await happen('m1');
    await deliver();
    expect(first.id).not.toBe(client.id);
    const members = receiver.taken.map(({ body }) => JSON.parse(body).data.member);
    expect(new Set(members).size).toBe(2);
  });
});

describe('a receiver that fails', () => {
  test.each([[500], [404], [302]])('with %d gets the same message again, later each time', async (status) => {
    const secret = await register();
    await allow('m1', ['orders']);
    const event = await happen('m1');
    receiver.answers.push(status, status);
    const pauses = [];
    for (const attempts of [1, 2, 3]) pauses.push(...(await deliver(attempts)));
    expect(pauses).toEqual([1, 2]);
    expect(receiver.taken).toHaveLength(3);
    for (const { headers, body } of receiver.taken) {
      expect(headers['webhook-id']).toBe(event.id);
      new Webhook(secret).verify(body, headers);
    }
  });

  test('is disabled after 12 hours, and the list of clients says so', async () => {
    await register();
    await allow('m1', ['orders']);
    await happen('m1');
    receiver.answers.push(500, 500, 500);
    await deliver();
    expect((await list()).webhook).toMatchObject({ failingSince: expect.any(Number), disabledAt: null });
    later(11);
    expect(await deliver()).toHaveLength(1);
    later(13);
    expect(await deliver()).toEqual([]);
    expect((await list()).webhook?.disabledAt).toBeGreaterThan(0);
    await happen('m1');
    expect(service.queued).toHaveLength(1);
    // The operator registers it again.
    await register();
    expect((await list()).webhook).toMatchObject({ failingSince: null, disabledAt: null });
  });

  test('and works again goes on: only failures without a success in between count', async () => {
    await register();
    await allow('m1', ['orders']);
    await happen('m1');
    receiver.answers.push(500, 200, 500);
    await deliver();
    await deliver();
    later(13);
    expect(await deliver()).toHaveLength(1);
    expect((await list()).webhook).toMatchObject({ disabledAt: null });
  });

  test('by being away is tried again', async () => {
    await register();
    await allow('m1', ['orders']);
    await happen('m1');
    receiver.stop();
    expect(await deliver()).toEqual([1]);
  });
});

describe('the address of a webhook', () => {
  test.each([
    ['https://app.example/hooks?a=b', true],
    ['https://xn--9t4b11yi5a.example/', true],
    ['http://app.example/hooks', false],
    ['https://app.example:8443/', false],
    ['https://user:word@app.example/', false],
    ['https://localhost/', false],
    ['https://intranet/', false],
    ['https://shop.local/', false],
    ['https://db.internal./', false],
    ['https://router.home.arpa/', false],
    ['https://127.0.0.1/', false],
    ['https://10.0.0.1/', false],
    ['https://169.254.169.254/latest/meta-data', false],
    ['https://2130706433/', false],
    ['https://0x7f.1/', false],
    ['https://0177.0.0.1/', false],
    ['https://127.1/', false],
    ['https://１２７.０.０.１/', false],
    ['https://[::1]/', false],
    ['https://[::ffff:10.0.0.1]/', false],
    ['https://[fd00::1]/', false],
    ['ftp://app.example/', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('%s is allowed: %p', (address, allowed) => expect(isWebhookAddress(address, false)).toBe(allowed));

  test('may be the own machine on a developer’s machine, and only there', () => {
    expect(isWebhookAddress('http://127.0.0.1:7000/', true)).toBe(true);
    expect(isWebhookAddress('http://127.0.0.1:7000/', false)).toBe(false);
    expect(isWebhookAddress('http://10.0.0.1/', true)).toBe(false);
  });

  test('is checked again before each try', async () => {
    await register();
    await allow('m1', ['orders']);
    await happen('m1');
    service.env.PROVIDER = 'toss';
    await deliver();
    expect(receiver.taken).toEqual([]);
  });

  test('in a private network is refused, and so is a client without the scope', async () => {
    const refused = await put('https://10.0.0.1/');
    expect([refused.status, await refused.json()]).toMatchObject([422, { reason: 'wrong-address' }]);
    client = await createClient(['catalog:read']);
    expect((await put('https://app.example/')).status).toBe(409);
    client = { id: 'client-x', key: '' };
    expect((await put('https://app.example/')).status).toBe(404);
  });

  test('ends when the operator removes it', async () => {
    await register();
    await allow('m1', ['orders']);
    const remove = () => service.ask('DELETE', paths.apiClientWebhook(client.id), undefined, operator);
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 404]);
    await happen('m1');
    expect(service.queued).toEqual([]);
  });
});

test('the secret is shown once, is new after each registration, and is not in the store', async () => {
  const [first, second] = [await register(), await register()];
  expect(first).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(second).not.toBe(first);
  const rows = await service.database.prepare('SELECT * FROM webhook').all();
  expect(JSON.stringify(rows.results)).not.toContain(second.slice(6));
  expect(JSON.stringify(await list())).not.toContain(second.slice(6));
});

type Taken = { headers: Record<string, string>; body: string };

/** A receiver on this machine, which answers with `answers` one after the other, then with 200. */
function openReceiver() {
  const taken: Taken[] = [];
  const answers: number[] = [];
  const server: Server<undefined> = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0 },
    async fetch(request) {
      taken.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
      return new Response('', { status: answers.shift() ?? 200, headers: { location: '/hooks' } });
    },
  });
  return { taken, answers, url: `http://127.0.0.1:${server.port}/hooks`, stop: () => server.stop(true) };
}

async function createClient(scopes: string[]): Promise<CreatedClient> {
  const input = { name: 'App', scopes, redirectUris: ['https://app.example/'] };
  return v.parse(CreatedClient, await (await service.ask('POST', paths.apiClients, input, operator)).json());
}

function put(url: string) {
  return service.ask('PUT', paths.apiClientWebhook(client.id), { url }, operator);
}

async function register(): Promise<string> {
  const answer = await put(receiver.url);
  expect(answer.status).toBe(201);
  return v.parse(CreatedWebhook, await answer.json()).secret;
}

async function list() {
  const answer = await service.ask('GET', paths.apiClients, undefined, operator);
  const { clients } = v.parse(ApiClientList, await answer.json());
  return clients.find(({ id }) => id === client.id) as (typeof clients)[number];
}

async function allow(member: string, scopes: ('cart' | 'orders')[]): Promise<void> {
  const grant = { client: client.id, member, scopes };
  await createGrantStore(service.database, Date.now).begin(grant, { redirectUri: '', challenge: '' });
}

async function happen(memberId: string) {
  const about = { source: 'order-service', time: Date.parse('2026-11-26T12:00:00Z') };
  const event = toEvent('order.confirmed', { orderId: 'o1', memberId, lines: [] }, about);
  const message = {
    id: 'e',
    body: event,
    attempts: 1,
    ack() {},
    retry: () => {
      throw new Error('retried');
    },
  };
  await service.queue({ queue: 'jogakbo-member-events', messages: [message] });
  return event;
}

/** Delivers all messages of the queue of webhooks. @returns the pauses, in seconds, of those that come again */
async function deliver(attempts = 1): Promise<number[]> {
  const pauses: number[] = [];
  const messages = service.queued.map((body) => ({
    ...{ id: 'w', body, attempts, ack() {} },
    retry: ({ delaySeconds }: { delaySeconds: number }) => void pauses.push(delaySeconds),
  }));
  await service.queue({ queue: 'jogakbo-member-webhooks', messages });
  return pauses;
}

/** The clock of the service goes on by hours. */
function later(hours: number): void {
  Object.assign(service.env, startClock(new Date(Date.now() + hours * 3_600_000).toISOString()));
}
