import { beforeEach, expect, spyOn, test } from 'bun:test';
import { createHash } from 'node:crypto';
import '../../tests/mock-workers.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { root } from '../../tools/workers.ts';
import shell from '../worker.ts';

type Worker = { fetch(request: Request, env: object, context: object): Promise<Response> };

const load = async (folder: string) => (await import(`${root}/${folder}/worker.ts`)).default as Worker;
const [service, bff, frontend, operator, menu] = (await Promise.all(
  ['services/member', 'bff/member', 'frontends/member', 'bff/operator', 'bff/menu'].map(load),
)) as [Worker, Worker, Worker, Worker, Worker];
const { settings, keys } = await createTestIdentity(['member-service']);
const common = { ...settings, LOG_LEVEL: '100%', OPERATOR_TOKEN: 'secret' };
const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
const cookie = `__Host-session=${'s'.repeat(43)}`;
const redirectUri = 'https://app.example/back';
const verifier = 'v'.repeat(43);

let ask: (path: string, init?: RequestInit) => Promise<Response>;
beforeEach(() => {
  const bind = (worker: Worker, env: object) => ({
    fetch: async (input: Request | string, init?: RequestInit) =>
      worker.fetch(new Request(input, init), { ...common, ...env }, context),
  });
  const answer = (json: unknown) => ({ fetch: async () => Response.json(json) });
  const DB = createSqliteDatabase(`${root}/services/member/migrations`);
  const own = bind(service, { DB, IDENTITY_KEY: keys.own['member-service'] });
  const MEMBER = {
    fetch: async (request: Request) =>
      new URL(request.url).pathname === '/session' ? Response.json({ member: 'm1' }) : own.fetch(request),
  };
  const MEMBER_BFF = bind(bff, { MEMBER });
  const env = {
    ...{ ...common, IDENTITY_KEY: keys.own.shell, SESSIONS: MEMBER, MEMBER_BFF, ASSETS: answer({}) },
    OPERATOR_BFF: bind(operator, { MEMBER }),
    MEMBER_FRONTEND: bind(frontend, { BFF: MEMBER_BFF }),
    MENU_BFF: bind(menu, { MENU: answer({ links: [] }) }),
  } as unknown as Parameters<typeof shell.fetch>[1];
  ask = async (path, init = {}) =>
    shell.fetch(new Request(new URL(path, 'https://shop.example'), init), env, context);
});

test('no log line of any worker has a key, a code, a token or a secret of a program', async () => {
  const lines: string[] = [];
  const spies = (['log', 'error', 'warn', 'info'] as const).map((name) =>
    spyOn(console, name).mockImplementation((...words: unknown[]) => {
      lines.push(words.map(String).join(' '));
    }),
  );
  const made = await ask('/api/operator/api-clients', {
    ...{ method: 'POST', headers: { authorization: 'Bearer secret', 'content-type': 'application/json' } },
    body: JSON.stringify({ name: 'App', scopes: ['catalog:read', 'cart'], redirectUris: [redirectUri] }),
  });
  const { id, key } = (await made.json()) as { id: string; key: string };
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const request = {
    ...{ response_type: 'code', client_id: id, redirect_uri: redirectUri, scope: 'cart', state: 'a-state' },
    ...{ code_challenge: challenge, code_challenge_method: 'S256' },
  };
  await (await ask(`/oauth/authorize?${new URLSearchParams(request)}`, { headers: { cookie } })).text();
  const allowed = await post('/oauth/authorize', { ...request, decision: 'allow' }, { cookie });
  const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') as string;
  const client = { client_id: id, client_secret: key };
  const sent = { ...client, grant_type: 'authorization_code', redirect_uri: redirectUri };
  await post('/oauth/token', { ...sent, code, code_verifier: 'w'.repeat(43) });
  const given = await post('/oauth/token', { ...sent, code, code_verifier: verifier });
  const { access_token: access, refresh_token: refresh } = (await given.json()) as Record<string, string>;
  const asked = await ask('/api/v1/menu/links', { headers: { authorization: `Bearer ${access}` } });
  await post('/oauth/revoke', { ...client, token: refresh as string });
  for (const spy of spies) spy.mockRestore();

  expect(asked.status).toBe(200);
  expect(lines.length).toBeGreaterThan(10);
  for (const secret of [key, code, access, refresh, verifier, 's'.repeat(43)])
    expect(lines.filter((line) => line.includes(secret as string))).toEqual([]);
});

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return ask(path, {
    ...{ method: 'POST', body: new URLSearchParams(fields).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
}
