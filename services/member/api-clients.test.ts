import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { ApiClient, apiClientPath } from '@jogakbo/contracts/api';
import { headers } from '@jogakbo/contracts/fragment';
import * as v from 'valibot';
import { ApiClientList, CreatedClient, paths } from './contract.ts';
import { openServices } from './open-services.helper.ts';

const services = await openServices();
afterAll(() => services.close());

let service: ReturnType<typeof services.createService>;
const operator = { authorization: 'Bearer secret' };
beforeEach(() => {
  service = services.createService({ OPERATOR_TOKEN: 'secret' });
});

const input = { name: 'Price watch', scopes: ['catalog:read'], quota: 30 };

describe('a key of /api/v1', () => {
  test('names its client, its quota and its scopes', async () => {
    const { id, key } = await create();
    const found = v.parse(ApiClient, await (await lookUp(key)).json());
    expect(found).toEqual({ id, quota: 30, scopes: ['catalog:read'] });
  });

  test('is stored as a hash, and shown once', async () => {
    const { key } = await create();
    const rows = await service.database.prepare('SELECT * FROM api_client').all();
    expect(JSON.stringify(rows.results)).not.toContain(key);
    const listed = await service.ask('GET', paths.apiClients, undefined, operator);
    const text = await listed.text();
    expect(text).not.toContain(key.slice(0, 20));
    expect(v.parse(ApiClientList, JSON.parse(text)).clients[0]).toMatchObject({
      name: input.name,
      keyEnd: key.slice(-4),
      revokedAt: null,
    });
  });

  test('is refused as soon as it is revoked, and the refusal names the day', async () => {
    const { id, key } = await create();
    for (const _ of ['first', 'repeated']) {
      const revoked = await service.ask('DELETE', paths.apiClient(id), undefined, operator);
      expect(revoked.status).toBe(200);
    }
    const refusal = await lookUp(key);
    expect(refusal.status).toBe(404);
    const { reason, detail } = (await refusal.json()) as { reason: string; detail: string };
    expect(reason).toBe('revoked-key');
    expect(detail).toMatch(/^This key was revoked on \d{4}-\d\d-\d\d\./);
  });

  test('that was never made is not found', async () => {
    await create();
    expect((await lookUp(`jbk_${'A'.repeat(43)}`)).status).toBe(404);
    expect((await lookUp('')).status).toBe(404);
  });
});

test('a client that does not exist cannot be revoked, and the answer says so', async () => {
  const answer = await service.ask('DELETE', paths.apiClient('client-x'), undefined, operator);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ reason: 'unknown-client' });
});

test.each([[{ name: '' }], [{ scopes: [] }], [{ scopes: ['everything'] }], [{ quota: 0 }]])(
  'operators cannot make a client with %j',
  async (wrong) => {
    const answer = await service.ask('POST', paths.apiClients, { ...input, ...wrong }, operator);
    expect(answer.status).toBe(422);
  },
);

async function create() {
  const answer = await service.ask('POST', paths.apiClients, input, operator);
  expect(answer.status).toBe(201);
  return v.parse(CreatedClient, await answer.json());
}

function lookUp(key: string) {
  return service.ask('GET', apiClientPath, undefined, { [headers.credential]: key });
}
