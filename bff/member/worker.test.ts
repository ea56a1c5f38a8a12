import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { paths } from './contract.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const token = await tokenFor({ member: 'm1', audience: ['member'] });
const member = { id: 'm1', name: '홍길동', email: 'hong@example.com', language: 'ko' };
const session = 'S'.repeat(43);
const json = { 'content-type': 'application/json' };

function createBff(answer: (request: Request) => Response) {
  const asked: Request[] = [];
  const MEMBER = {
    async fetch(request: Request) {
      asked.push(request);
      return answer(request);
    },
  };
  const ask = (method: string, path: string, sent: Record<string, string> = {}, body?: unknown) =>
    app.request(
      path,
      { method, headers: { ...json, ...sent }, ...(body ? { body: JSON.stringify(body) } : {}) },
      { ...settings, MEMBER, LOG_LEVEL: 'off' },
    );
  return { ask, asked };
}

describe('a session', () => {
  test.each([
    [paths.sessions, { email: 'hong@example.com', password: 'x' }],
    [paths.members, { ...member, password: '칼국수 먹는 화요일' }],
  ])('that %s opens is in a header and nowhere else', async (path, body) => {
    const { ask } = createBff(() => Response.json({ member, session }, { status: 201 }));
    const answer = await ask('POST', path, {}, body);
    expect(answer.status).toBe(201);
    expect(answer.headers.get(headers.session)).toBe(session);
    expect(await answer.json()).toEqual({ ...member, confirmed: true });
  });

  test('and the address are passed on to the service as the shell sent them', async () => {
    const { ask, asked } = createBff(() => Response.json({ member: 'm1' }));
    const answer = await ask('GET', paths.session, { [headers.session]: session, [headers.address]: '::1' });
    expect(await answer.json()).toEqual({ member: 'm1' });
    expect(asked[0]?.headers.get(headers.session)).toBe(session);
    expect(asked[0]?.headers.get(headers.address)).toBe('::1');
  });

  test('ends in this browser even if the service fails, but sessions on other devices are not reported as ended', async () => {
    const { ask } = createBff(() => new Response('{}', { status: 503 }));
    const out = await ask('DELETE', paths.session, { [headers.session]: session });
    expect([out.status, out.headers.get(headers.session)]).toEqual([503, '']);
    const everywhere = await ask('DELETE', paths.mySessions, { [headers.identity]: token });
    expect([everywhere.status, everywhere.headers.get(headers.session)]).toEqual([503, null]);
  });
});

test('a refusal keeps its reason, its fields and its retry-after', async () => {
  const problem = { type: 'about:blank', title: 'x', status: 429, reason: 'too-many-attempts' };
  const { ask } = createBff(() => Response.json(problem, { status: 429, headers: { 'retry-after': '700' } }));
  const refused = await ask('POST', paths.sessions, {}, { email: 'a@b.co', password: 'x' });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '700']);
  expect(await refused.json()).toMatchObject({ reason: 'too-many-attempts' });
});

test('a busy service passes its retry-after on', async () => {
  const problem = { type: 'about:blank', title: 'x', status: 503, reason: 'busy' };
  const { ask } = createBff(() => Response.json(problem, { status: 503, headers: { 'retry-after': '4' } }));
  const refused = await ask('POST', paths.sessions, {}, { email: 'a@b.co', password: 'x' });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '4']);
});

test('mails are shown only to the shell of a developer’s machine', async () => {
  const { ask, asked } = createBff(() => Response.json({ mails: [] }));
  expect((await ask('GET', paths.mails)).status).toBe(404);
  expect(asked).toEqual([]);
  expect((await ask('GET', paths.mails, { [headers.development]: '1' })).status).toBe(200);
});

test.each([
  ['POST', paths.leaving],
  ['POST', paths.myConfirmation],
])('%s %s is for members only', async (method, path) => {
  const { ask, asked } = createBff(() => Response.json({}));
  expect((await ask(method, path)).status).toBe(401);
  expect(asked).toEqual([]);
});

test('closing the account ends the session in the browser, but a failure keeps it', async () => {
  const as = { [headers.identity]: token };
  const left = await createBff(() => Response.json({})).ask('POST', paths.leaving, as, { password: 'x' });
  expect([left.status, left.headers.get(headers.session)]).toEqual([200, '']);
  const wrong = createBff(() => Response.json({ status: 422 }, { status: 422 }));
  const refused = await wrong.ask('POST', paths.leaving, as, { password: 'x' });
  expect([refused.status, refused.headers.get(headers.session)]).toEqual([422, null]);
});

test.each([paths.me, paths.addresses, paths.address('x'), paths.mySessions])(
  '%s is for members only',
  async (path) => {
    const { ask, asked } = createBff(() => Response.json({}));
    expect((await ask('GET', path)).status).toBe(401);
    expect(asked).toEqual([]);
  },
);
