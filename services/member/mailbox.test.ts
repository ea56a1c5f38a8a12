import { afterAll, describe, expect, setSystemTime, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import * as v from 'valibot';
import { countReads } from '../../tests/count-reads.helper.ts';
import { Member, Opened, paths } from './contract.ts';
import { hong, openServices } from './open-services.helper.ts';

const { createService, close } = await openServices();
afterAll(close);

type Service = ReturnType<typeof createService>;
const email = 'hong@example.com';
const next = '짜장면 먹는 수요일';
const reasonOf = async (response: Response) => v.parse(Problem, await response.json()).reason;
const tokenOf = (text = '') => text.match(/token=([\w-]{43})/)?.[1] as string;

const latest = async ({ mails }: Service) => (await mails())[0];
const confirm = (service: Service, token: string) => service.ask('POST', paths.confirmations, { token });
const forgot = (service: Service, to = email, sent = {}) =>
  service.ask('POST', paths.resets, { email: to, language: 'ko' }, sent);
const reset = (service: Service, token: string, password = next, sent = {}) =>
  service.ask('PUT', paths.resets, { token, password }, sent);
const isConfirmed = async (service: Service, member: string) =>
  v.parse(Member, await (await service.ask('GET', paths.me, undefined, { member })).json()).confirmed;

test('a link and a change of the password call the store as few times as they can', async () => {
  const service = createService();
  const { member } = await service.signUp();
  const link = tokenOf((await latest(service))?.text);
  await forgot(service);
  const mail = (await service.mails()).find(({ text }) => text.includes('/password/reset?'));
  await service.settled();
  const counted = countReads(service.database);
  Object.assign(service.env, { DB: counted });
  const count = async (answering: Promise<Response>) => {
    counted.reset();
    const { status } = await answering;
    return [status, counted.calls()];
  };
  const sent = { 'idempotency-key': 'one' };
  // The token; the member; the confirmation.
  expect(await count(confirm(service, link))).toEqual([200, 3]);
  // The token with the form; the member; the use of the token; the password with the form; the confirmation. Programs end twice.
  expect(await count(reset(service, tokenOf(mail?.text), next, sent))).toEqual([201, 7]);
  // The member with the form; the password with the form. Programs end twice.
  const change = { current: next, password: '칼국수 먹는 목요일' };
  const own = { ...sent, member: member.id };
  expect(await count(service.ask('PUT', paths.password, change, own))).toEqual([200, 4]);
  // The same form again reads both, and changes nothing.
  expect(await count(service.ask('PUT', paths.password, change, own))).toEqual([200, 1]);
});

describe('confirming an e-mail', () => {
  test('needs the link that signing up mails', async () => {
    const service = createService();
    const { member } = await service.signUp();
    const mail = await latest(service);
    expect(mail).toMatchObject({ to: email, subject: '[조각보] 이메일 주소를 확인해 주세요' });
    expect(mail?.text).toContain('https://shop.example/confirm?token=');
    expect(mail?.text).not.toContain('홍길동');
    expect(await isConfirmed(service, member.id)).toBe(false);
    expect((await confirm(service, tokenOf(mail?.text))).status).toBe(200);
    expect(await isConfirmed(service, member.id)).toBe(true);
    expect((await confirm(service, tokenOf(mail?.text))).status).toBe(200);
  });

  test('is refused for a wrong link, and for a link after three days', async () => {
    const service = createService();
    await service.signUp();
    expect(await reasonOf(await confirm(service, 'x'.repeat(43)))).toBe('invalid-token');
    const token = tokenOf((await latest(service))?.text);
    setSystemTime(Date.now() + 3 * 24 * 60 * 60 * 1_000 + 1);
    try {
      expect(await reasonOf(await confirm(service, token))).toBe('invalid-token');
    } finally {
      setSystemTime();
    }
  });

  test('is impossible for a second member after the first, who gets a mail about the second sign-up', async () => {
    const service = createService();
    const { member: owner } = await service.signUp();
    await confirm(service, tokenOf((await latest(service))?.text));
    const { member: second } = await service.signUp({ password: next });
    const mail = await latest(service);
    expect(mail?.subject).toBe('[조각보] 이미 가입하신 이메일이에요');
    expect(mail?.text).not.toContain('token=');
    await service.ask('POST', paths.myConfirmation, undefined, { member: second.id });
    expect((await latest(service))?.text).not.toContain('token=');
    expect(await isConfirmed(service, second.id)).toBe(false);
    expect(await isConfirmed(service, owner.id)).toBe(true);
  });

  test('of two members with the same e-mail works only for the first who confirms', async () => {
    const service = createService();
    await service.signUp();
    const first = tokenOf((await latest(service))?.text);
    await service.signUp({ password: next });
    const texts = (await service.mails()).map(({ text }) => tokenOf(text));
    const second = texts.find((token) => token !== first) as string;
    expect((await confirm(service, second)).status).toBe(200);
    expect(await reasonOf(await confirm(service, first))).toBe('confirmed-elsewhere');
  });

  test('sends at most five mails an hour to a mailbox, with the same answers', async () => {
    const service = createService();
    const { member } = await service.signUp();
    for (let each = 0; each < 8; each++)
      expect((await service.ask('POST', paths.myConfirmation, undefined, { member: member.id })).status).toBe(
        202,
      );
    expect(await service.mails()).toHaveLength(5);
  });
});

describe('a forgotten password', () => {
  test('is replaced with a mailed link, which logs in, ends other sessions and confirms the e-mail', async () => {
    const service = createService();
    const { member, session } = await service.signUp();
    expect((await forgot(service)).status).toBe(202);
    const token = tokenOf((await service.mails()).find(({ subject }) => subject.includes('비밀번호'))?.text);
    expect(await reasonOf(await reset(service, token, 'qwer1234'))).toBe('common-password');
    const answer = await reset(service, token);
    expect(answer.status).toBe(201);
    const opened = v.parse(Opened, await answer.json());
    expect(opened.member).toEqual({ ...member, confirmed: true });
    expect([await service.whose(session), await service.whose(opened.session)]).toEqual([404, member.id]);
    expect(await isConfirmed(service, member.id)).toBe(true);
    expect((await service.logIn(hong.password)).status).toBe(401);
    expect((await service.logIn(next)).status).toBe(201);
    expect(await reasonOf(await reset(service, token, '칼국수 먹는 목요일'))).toBe('invalid-token');
  });

  test('is replaced once by the same form, which logs in twice; another password is refused', async () => {
    const service = createService();
    const { member } = await service.signUp();
    await forgot(service);
    const token = tokenOf((await service.mails()).find(({ subject }) => subject.includes('비밀번호'))?.text);
    const key = { 'idempotency-key': 'form-1' };
    for (let each = 0; each < 2; each++) {
      const answer = await reset(service, token, next, key);
      expect(await service.whose(v.parse(Opened, await answer.json()).session)).toBe(member.id);
    }
    expect(await reasonOf(await reset(service, token, '칼국수 먹는 목요일', key))).toBe('invalid-token');
  });

  test('of an unknown e-mail has the same answer, and a mail that explains why it has no link', async () => {
    const service = createService();
    await service.signUp();
    const [known, unknown] = [await forgot(service), await forgot(service, 'kim@example.com')];
    expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()]);
    const mail = (await service.mails()).find(({ to }) => to === 'kim@example.com');
    expect(mail?.subject).toBe('[조각보] 이 이메일로 가입한 회원이 없어요');
    expect(mail?.text).not.toContain('token=');
  });

  test('is replaced for the member who confirmed the e-mail, or for the first member with it', async () => {
    const service = createService();
    const { member: first } = await service.signUp();
    const { member: second } = await service.signUp({ password: next });
    const ask = async () => {
      await forgot(service);
      const mail = (await service.mails()).find(({ text }) => text.includes('/password/reset?'));
      service.database.sqlite.run('DELETE FROM mail');
      const answer = await reset(service, tokenOf(mail?.text), `${next} ${crypto.randomUUID()}`);
      return v.parse(Opened, await answer.json()).member.id;
    };
    expect(await ask()).toBe(first.id);
    service.database.sqlite.run('UPDATE member SET confirmed_at = NULL');
    service.database.sqlite.run(`UPDATE member SET confirmed_at = 1 WHERE id = '${second.id}'`);
    expect(await ask()).toBe(second.id);
  });

  test('has a limit of requested links for a network', async () => {
    const service = createService({ RESETS_BY_ADDRESS: '2' });
    const statuses = [];
    for (let each = 0; each < 3; each++)
      statuses.push((await forgot(service, `m${each}@example.com`)).status);
    expect(statuses).toEqual([202, 202, 429]);
    expect((await forgot(service, email, { [headers.address]: '203.0.113.9' })).status).toBe(202);
  });

  test('leaves no readable mail and no link in the database', async () => {
    const service = createService();
    await service.signUp();
    await forgot(service);
    const texts = (await service.mails()).map(({ text }) => tokenOf(text));
    const { sqlite } = service.database;
    const stored = JSON.stringify([
      sqlite.query('SELECT * FROM mail').all(),
      sqlite.query('SELECT * FROM token').all(),
      sqlite.query('SELECT * FROM done').all(),
    ]);
    for (const secret of [...texts, email]) expect(stored).not.toContain(secret);
  });

  test('has no list of mails if they are really sent', async () => {
    const service = createService({ MAIL_URL: 'http://127.0.0.1:1/mails', MAIL_FROM: 'shop@example.com' });
    await service.signUp();
    expect((await service.ask('GET', paths.mails)).status).toBe(404);
  });
});

describe('leaving the shop', () => {
  test('needs the password, erases the member, ends the sessions, and publishes only the id', async () => {
    const service = createService();
    const { member, session } = await service.signUp();
    await confirm(service, tokenOf((await latest(service))?.text));
    const leave = (password: string) =>
      service.ask('POST', paths.leaving, { password }, { member: member.id });
    expect(await reasonOf(await leave('wrong'))).toBe('wrong-password');
    expect(await service.whose(session)).toBe(member.id);
    expect((await leave(hong.password)).status).toBe(200);
    expect(await service.whose(session)).toBe(404);
    expect((await service.logIn(hong.password)).status).toBe(401);
    expect((await service.ask('GET', paths.me, undefined, { member: member.id })).status).toBe(404);
    expect((await service.mails()).map(({ subject }) => subject)).toEqual(['[조각보] 탈퇴를 마쳤어요']);
    const left = service.published.filter(({ type }) => type === 'member.left');
    expect(left[0]?.data).toEqual({ memberId: member.id });
    expect((await leave(hong.password)).status).toBe(200);
    await service.signUp();
  });
});

describe('the same form with the same key', () => {
  test('does not undo later changes of the profile', async () => {
    const { ask, signUp } = createService();
    const { member } = await signUp();
    const save = async (name: string, key: string) => {
      const sent = { member: member.id, 'idempotency-key': key };
      const answer = await ask('PUT', paths.me, { name, language: 'ko' }, sent);
      return v.parse(Member, await answer.json()).name;
    };
    expect([await save('하나', 'a'), await save('둘', 'b'), await save('하나', 'a')]).toEqual([
      '하나',
      '둘',
      '둘',
    ]);
    expect(await save('셋', 'a')).toBe('셋');
  });

  test('gives another session after a change of the password', async () => {
    const { ask, signUp, whose } = createService();
    const { member } = await signUp();
    const change = async (password: string) => {
      const sent = { member: member.id, 'idempotency-key': 'form-1' };
      return ask('PUT', paths.password, { current: hong.password, password }, sent);
    };
    for (let each = 0; each < 2; each++) {
      const { session } = (await (await change(next)).json()) as { session: string };
      expect(await whose(session)).toBe(member.id);
    }
    expect((await change('칼국수 먹는 목요일')).status).toBe(422);
  });

  test('does not end later sessions after logging out elsewhere', async () => {
    const { ask, signUp, logIn, whose } = createService();
    const { member, session } = await signUp();
    const sent = { member: member.id, 'idempotency-key': 'form-1' };
    await ask('POST', paths.mySessions, undefined, sent);
    expect(await whose(session)).toBe(404);
    const later = v.parse(Opened, await (await logIn(hong.password)).json()).session;
    await ask('POST', paths.mySessions, undefined, sent);
    expect(await whose(later)).toBe(member.id);
  });
});
