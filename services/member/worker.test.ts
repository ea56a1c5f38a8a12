import { afterAll, describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import * as v from 'valibot';
import { countReads } from '../../tests/count-reads.helper.ts';
import { Address, Member, MemberWithAddresses, Opened, paths } from './contract.ts';
import { hong, openServices } from './open-services.helper.ts';

const { createService, close } = await openServices();
afterAll(close);

const home = { recipient: '홍길동', phone: '010-1234-5678', postcode: '06236', street: '테헤란로 1' };

const reasonOf = async (response: Response) => v.parse(Problem, await response.json()).reason;

describe('signing up', () => {
  test('makes a member, opens a session, and publishes an event', async () => {
    const { ask, signUp, whose, published, settled } = createService();
    const { member, session } = await signUp();
    expect(member).toMatchObject({ name: '홍길동', email: 'hong@example.com', language: 'ko' });
    expect(await whose(session)).toBe(member.id);
    const me = await ask('GET', paths.me, undefined, { member: member.id });
    expect(v.parse(Member, await me.json())).toEqual(member);
    await settled();
    expect(published).toMatchObject([{ type: 'member.signed-up', data: { memberId: member.id } }]);
  });

  test('twice with the same password logs in again, and makes no second member', async () => {
    const { signUp, whose, published, settled } = createService();
    const first = await signUp();
    const second = await signUp();
    expect(second.member).toEqual(first.member);
    expect(second.session).not.toBe(first.session);
    expect(await whose(second.session)).toBe(first.member.id);
    await settled();
    expect(published).toHaveLength(1);
  });

  test('with the e-mail of a member makes another member, so that the answer does not reveal the first', async () => {
    const { signUp, logIn, whose } = createService();
    const first = await signUp();
    const other = { email: ' HONG@example.COM ', password: '짜장면 먹는 수요일', name: '다른 이' };
    const second = await signUp(other);
    expect(second.member).toEqual({ ...first.member, id: second.member.id, name: '다른 이' });
    expect(second.member.id).not.toBe(first.member.id);
    expect(await whose(second.session)).toBe(second.member.id);
    for (const [password, { member }] of [
      [hong.password, first],
      [other.password, second],
    ] as const)
      expect(v.parse(Opened, await (await logIn(password)).json()).member).toEqual(member);
  });

  test('at the same time with the same form makes one member', async () => {
    const { signUp, published, settled } = createService();
    const opened = await Promise.all([signUp(), signUp(), signUp()]);
    expect(new Set(opened.map(({ member }) => member.id)).size).toBe(1);
    await settled();
    expect(new Set(published.map(({ data }) => (data as { memberId: string }).memberId)).size).toBe(1);
  });

  test('computes one hash for an e-mail with or without a member', async () => {
    const { signUp, hashes } = createService();
    await signUp();
    expect(hashes()).toBe(1);
    await signUp({ password: '짜장면 먹는 수요일' });
    expect(hashes()).toBe(2);
  });

  test('stores the time of the consent, if the form asks for it', async () => {
    const { signUp, ask, database } = createService();
    await signUp({ consent: { terms: true, privacy: true } });
    await signUp({ email: 'kim@example.com' });
    const rows = database.sqlite.query('SELECT consented_at FROM member ORDER BY created_at').values();
    expect(rows).toEqual([[expect.any(Number)], [null]]);
    const half = await ask('POST', paths.members, { ...hong, consent: { terms: true } });
    expect(half.status).toBe(422);
  });

  test.each([
    ['password', { password: '일곱글자예요!' }],
    ['password', { password: 'x'.repeat(129) }],
    ['password', { password: 12345678 }],
    ['email', { email: 'hong' }],
    ['email', { email: `${'x'.repeat(250)}@example.com` }],
    ['name', { name: ' \u200b\u0000 ' }],
    ['name', { name: 'x'.repeat(51) }],
    ['language', { language: 'fr' }],
  ])('is refused for its %s: %p', async (field, wrong) => {
    const refused = await createService().ask('POST', paths.members, { ...hong, ...wrong });
    expect(refused.status).toBe(422);
    expect(v.parse(Problem, await refused.json()).errors?.map((error) => error.field)).toEqual([field]);
  });

  test.each([
    ['common-password', 'qwer1234'],
    ['own-name', 'hong2026'],
  ])('is refused for %s', async (reason, password) => {
    const refused = await createService().ask('POST', paths.members, { ...hong, password });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ reason, errors: [{ field: 'password' }] });
  });

  test('allows a password of 128 Unicode characters of any script', async () => {
    const { signUp, ask } = createService();
    const password = `${'🐙가'.repeat(63)}🐚나`;
    await signUp({ password });
    expect((await ask('POST', paths.sessions, { email: hong.email, password })).status).toBe(201);
  });

  test('is limited for one address, and the refusal says when to retry', async () => {
    const { ask, signUp } = createService({ SIGN_UPS_BY_ADDRESS: '2' });
    await signUp();
    await signUp({ email: 'kim@example.com' });
    const refused = await ask('POST', paths.members, { ...hong, email: 'lee@example.com' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit-policy')).toMatch(/^"sign-ups";q=\d+;w=3600$/);
    expect(refused.headers.get('ratelimit')).toMatch(/^"sign-ups";r=0;t=\d+$/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('logging in', () => {
  test('opens a new session each time, and ends the one of the request', async () => {
    const { signUp, logIn, whose } = createService();
    const { member, session } = await signUp();
    const answer = v.parse(Opened, await (await logIn(hong.password, { [headers.session]: session })).json());
    expect(answer.session).not.toBe(session);
    expect(await whose(answer.session)).toBe(member.id);
    expect(await whose(session)).toBe(404);
  });

  test('never uses a session id that a client sent', async () => {
    const { signUp, logIn, whose } = createService();
    const planted = 'A'.repeat(43);
    await signUp();
    const { session } = v.parse(
      Opened,
      await (await logIn(hong.password, { [headers.session]: planted })).json(),
    );
    expect(session).not.toBe(planted);
    expect(await whose(planted)).toBe(404);
  });

  test('gives the same answer for a wrong password and an unknown e-mail', async () => {
    const { ask, signUp, logIn } = createService();
    await signUp();
    const wrong = await logIn('wrong');
    const unknown = await ask('POST', paths.sessions, { email: 'nobody@example.com', password: 'wrong' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const [one, other] = (await Promise.all([wrong.json(), unknown.json()])) as Record<string, unknown>[];
    expect({ ...one, trace: '' }).toEqual({ ...other, trace: '' });
  });

  test('takes as long for an unknown e-mail as for a wrong password', async () => {
    const { ask, signUp, logIn } = createService({ PASSWORD_COST: '13' });
    await signUp();
    const measure = async (attempt: () => Promise<unknown>) => {
      const began = performance.now();
      await attempt();
      return performance.now() - began;
    };
    const wrong: number[] = [];
    const unknown: number[] = [];
    // Taken in turn, so that a busy machine slows both down; the fastest of each is the least disturbed.
    for (let each = 0; each < 5; each++) {
      wrong.push(await measure(() => logIn('wrong')));
      const email = `${crypto.randomUUID()}@example.com`;
      unknown.push(await measure(() => ask('POST', paths.sessions, { email, password: 'wrong' })));
    }
    // Without the dummy hash it takes about a tenth of the time.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...wrong) * 0.5);
  });

  test('does not count an attempt that ends in 503, since hashing or Redis is away', async () => {
    const { signUp, logIn, switches, env } = createService();
    await signUp();
    switches.hasher = false;
    for (let each = 0; each < 8; each++) {
      const refused = await logIn(hong.password);
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    switches.hasher = true;
    const url = env.UPSTASH_REDIS_REST_URL;
    env.UPSTASH_REDIS_REST_URL = 'http://127.0.0.1:1';
    for (let each = 0; each < 8; each++) expect((await logIn(hong.password)).status).toBe(503);
    env.UPSTASH_REDIS_REST_URL = url;
    expect((await logIn(hong.password)).status).toBe(201);
  });

  test('is refused while the queue is full, with the time to retry', async () => {
    const { signUp, logIn, switches, hashes } = createService({ PASSWORD_QUEUE: '4', LOG_INS_BY_PAIR: '50' });
    await signUp();
    switches.together = hashes() + 12;
    const answers = await Promise.all(Array.from({ length: 12 }, () => logIn('wrong')));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(4).fill(401), ...Array(8).fill(503)]);
    const busy = answers.find(({ status }) => status === 503);
    expect(await reasonOf(busy as Response)).toBe('busy');
    expect(Number(busy?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('makes the hash again if it has another cost', async () => {
    const { signUp, logIn, env, database } = createService();
    await signUp();
    const kept = () =>
      (database.sqlite.query('SELECT password FROM member').get() as { password: string }).password;
    expect(kept()).toStartWith('$scrypt$ln=4,');
    env.PASSWORD_COST = '5';
    expect((await logIn('wrong')).status).toBe(401);
    expect(kept()).toStartWith('$scrypt$ln=4,');
    expect((await logIn(hong.password)).status).toBe(201);
    expect(kept()).toStartWith('$scrypt$ln=5,');
    expect((await logIn(hong.password)).status).toBe(201);
  });

  test('is limited after wrong passwords from one address, while the owner can log in from another', async () => {
    const { signUp, logIn } = createService();
    await signUp();
    const statuses: number[] = [];
    for (let each = 0; each < 7; each++) statuses.push((await logIn('wrong')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const refused = await logIn(hong.password);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await logIn(hong.password, { [headers.address]: '203.0.113.9' })).status).toBe(201);
  });

  test('does not repeat the password in a refusal', async () => {
    const { ask } = createService();
    const refused = await ask('POST', paths.members, { ...hong, password: 'secret!' });
    expect(await refused.text()).not.toContain('secret!');
  });
});

describe('a session', () => {
  test('gives the name of the member if the caller asks for it, and a changed name at once', async () => {
    const { ask, signUp } = createService();
    const { member, session } = await signUp();
    const sent = { [headers.session]: session };
    const read = async (path: string) => (await ask('GET', path, undefined, sent)).json();
    expect(await read(paths.session)).toEqual({ member: member.id });
    expect(await read(paths.watchedSession)).toEqual({ member: member.id });
    expect(await read(paths.namedSession)).toEqual({ member: member.id, name: '홍길동' });
    await ask('PUT', paths.me, { name: '김철수', language: 'ko' }, { member: member.id });
    expect(await read(paths.namedSession)).toEqual({ member: member.id, name: '김철수' });
    expect((await ask('GET', paths.namedSession)).status).toBe(404);
  });

  test('brings the name without the database after the first time', async () => {
    const { ask, signUp, env, settled } = createService();
    const { member, session } = await signUp();
    const read = async () =>
      (await ask('GET', paths.namedSession, undefined, { [headers.session]: session })).json();
    await read();
    await settled();
    Object.assign(env, { DB: undefined });
    expect(await read()).toEqual({ member: member.id, name: '홍길동' });
  });

  test('is valid without the name, if the name cannot be read or is late', async () => {
    const { ask, signUp, env } = createService();
    const { member, session } = await signUp();
    const read = async () => {
      const answer = await ask('GET', paths.namedSession, undefined, { [headers.session]: session });
      return [answer.status, await answer.json()];
    };
    const { promise: late } = Promise.withResolvers<never>();
    for (const first of [() => late, () => Promise.reject(new Error('The database is out of reach.'))]) {
      Object.assign(env, { DB: { prepare: () => ({ bind: () => ({ first }) }) } });
      expect(await read()).toEqual([200, { member: member.id }]);
    }
  });
});

describe('logging out', () => {
  test('ends this session, all sessions, or all sessions but a new one', async () => {
    const { ask, signUp, logIn, whose } = createService();
    const { member } = await signUp();
    const open = async () => v.parse(Opened, await (await logIn(hong.password)).json()).session;
    const [one, two, three] = [await open(), await open(), await open()];
    await ask('DELETE', paths.session, undefined, { [headers.session]: one });
    expect([await whose(one), await whose(two)]).toEqual([404, member.id]);

    const renewed = await ask('POST', paths.mySessions, undefined, { member: member.id });
    const { session } = (await renewed.json()) as { session: string };
    expect([await whose(two), await whose(three), await whose(session)]).toEqual([404, 404, member.id]);

    await ask('DELETE', paths.mySessions, undefined, { member: member.id });
    expect(await whose(session)).toBe(404);
  });
});

describe('changing the password', () => {
  test('needs the current password, ends all other sessions, and opens a new one', async () => {
    const { ask, signUp, logIn, whose } = createService();
    const { member, session } = await signUp();
    const change = (current: string, password: string) =>
      ask('PUT', paths.password, { current, password }, { member: member.id });
    expect(await reasonOf(await change('wrong', '짜장면 먹는 수요일'))).toBe('wrong-password');
    expect(await reasonOf(await change(hong.password, 'qwer1234'))).toBe('common-password');
    expect(await whose(session)).toBe(member.id);

    const changed = await change(hong.password, '짜장면 먹는 수요일');
    expect(changed.status).toBe(200);
    const { session: renewed } = (await changed.json()) as { session: string };
    expect([await whose(session), await whose(renewed)]).toEqual([404, member.id]);
    expect((await logIn(hong.password)).status).toBe(401);
    expect((await logIn('짜장면 먹는 수요일')).status).toBe(201);
  });

  test('is limited, so that it cannot be used to guess the password', async () => {
    const { ask, signUp } = createService();
    const { member } = await signUp();
    const statuses: number[] = [];
    for (let each = 0; each < 6; each++) {
      const body = { current: `guess ${each}`, password: '짜장면 먹는 수요일' };
      statuses.push((await ask('PUT', paths.password, body, { member: member.id })).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });

  test('ends sessions that log-ins with the old password open at the same time', async () => {
    const { ask, signUp, logIn, whose } = createService();
    const { member } = await signUp();
    const [changed, ...entered] = await Promise.all([
      ask(
        'PUT',
        paths.password,
        { current: hong.password, password: '짜장면 먹는 수요일' },
        { member: member.id },
      ),
      ...Array.from({ length: 4 }, (_, index) =>
        logIn(hong.password, { [headers.address]: `203.0.113.${index}` }),
      ),
    ]);
    expect(changed?.status).toBe(200);
    for (const response of entered) {
      if (!response.ok) continue;
      expect(await whose(v.parse(Opened, await response.json()).session)).toBe(404);
    }
  });
});

describe('addresses', () => {
  test('of another member are 404 and publish an event; unknown addresses publish none', async () => {
    const { ask, signUp, published, settled } = createService();
    const { member: owner } = await signUp();
    const { member: other } = await signUp({ email: 'kim@example.com' });
    const added = await ask('POST', paths.addresses, home, { member: owner.id });
    expect(added.status).toBe(201);
    const { id, phone } = v.parse(Address, await added.json());
    expect(phone).toBe('01012345678');
    await settled();
    published.length = 0;

    const as = { member: other.id };
    expect((await ask('GET', paths.address(id), undefined, as)).status).toBe(404);
    expect((await ask('PUT', paths.address(id), home, as)).status).toBe(404);
    expect((await ask('DELETE', paths.address(id), undefined, as)).status).toBe(404);
    expect((await ask('GET', paths.address('nobodys'), undefined, as)).status).toBe(404);
    await settled();
    const denied = { type: 'access.denied', data: { resource: 'address', id, member: other.id } };
    // An event may be sent twice.
    expect(new Set(published.map((event) => (event as { id?: string }).id)).size).toBe(3);
    for (const event of published) expect(event).toMatchObject(denied);
    expect((await ask('GET', paths.address(id), undefined, { member: owner.id })).status).toBe(200);
  });

  test('and the name are read with one call of the store, and changed with two', async () => {
    const { ask, signUp, database, env, settled } = createService();
    const { member } = await signUp();
    const as = { member: member.id };
    const { id } = v.parse(Address, await (await ask('POST', paths.addresses, home, as)).json());
    await settled();
    const counted = countReads(database);
    Object.assign(env, { DB: counted });
    const send = async (method: string, path: string, body?: unknown, key: string = crypto.randomUUID()) => {
      counted.reset();
      const answer = await ask(method, path, body, { ...as, 'idempotency-key': key });
      return [answer.status, counted.calls()];
    };

    expect(await send('GET', paths.meWithAddresses)).toEqual([200, 1]);
    expect(await send('POST', paths.addresses, home)).toEqual([201, 1]);
    expect(await send('PUT', paths.address(id), { ...home, recipient: '김철수' }, 'one')).toEqual([200, 2]);
    expect(await send('PUT', paths.me, { name: '김철수', language: 'en' }, 'one')).toEqual([200, 2]);
    const read = await ask('GET', paths.meWithAddresses, undefined, as);
    const own = v.parse(MemberWithAddresses, await read.json());
    expect([own.name, own.language, own.addresses?.map(({ recipient }) => recipient)]).toEqual([
      '김철수',
      'en',
      ['김철수', home.recipient],
    ]);
    // The same form again changes nothing.
    await send('PUT', paths.me, { name: '심청', language: 'ko' });
    expect(await send('PUT', paths.me, { name: '김철수', language: 'en' }, 'one')).toEqual([200, 1]);
    expect((await (await ask('GET', paths.me, undefined, as)).json()).name).toBe('심청');
    expect(await send('DELETE', paths.address(id), undefined, 'one')).toEqual([200, 2]);
    expect(await send('DELETE', paths.address(id), undefined, 'one')).toEqual([200, 1]);
    expect(await send('DELETE', paths.address(id))).toEqual([404, 1]);
  });

  test('that cannot be decrypted are left out beside the name', async () => {
    const { ask, signUp, database } = createService();
    const { member } = await signUp();
    const as = { member: member.id };
    await ask('POST', paths.addresses, home, as);
    await database.prepare("UPDATE address SET content = 'broken'").run();
    const read = await ask('GET', paths.meWithAddresses, undefined, as);
    expect(read.status).toBe(200);
    const own = v.parse(MemberWithAddresses, await read.json());
    expect([own.name, own.addresses]).toEqual([hong.name, undefined]);
  });

  test('are only for members', async () => {
    const { ask } = createService();
    for (const path of [paths.me, paths.addresses, paths.address('x')])
      expect((await ask('GET', path)).status).toBe(401);
    expect((await ask('PUT', paths.password, {})).status).toBe(401);
    expect((await ask('DELETE', paths.mySessions)).status).toBe(401);
  });
});

describe('without Redis', () => {
  test('sessions, log-ins and sign-ups are 503, and nothing is written', async () => {
    const { ask, logIn, database } = createService({ UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1' });
    const log = console.error;
    console.error = () => {};
    const session = { [headers.session]: 'A'.repeat(43) };
    expect((await ask('GET', paths.session, undefined, session)).status).toBe(503);
    expect((await logIn(hong.password)).status).toBe(503);
    const refused = await ask('POST', paths.members, hong);
    console.error = log;
    expect(refused.status).toBe(503);
    expect(await reasonOf(refused)).toBe('away');
    expect(database.sqlite.query('SELECT COUNT(*) AS count FROM member').get()).toEqual({ count: 0 });
  });
});

test('an event that could not be sent is sent in the next minute', async () => {
  const { signUp, published, env, scheduled, settled } = createService();
  const { fetch } = env.EVENTS;
  env.EVENTS.fetch = async () => new Response(null, { status: 503 });
  await signUp();
  await settled();
  expect(published).toEqual([]);
  env.EVENTS.fetch = fetch;
  await scheduled();
  expect(published).toHaveLength(1);
});
