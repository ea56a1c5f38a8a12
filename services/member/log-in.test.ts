import { afterAll, describe, expect, test } from 'bun:test';
import { createRedis } from '@jogakbo/edge/redis';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { createAttempts } from './attempts.ts';
import { changePassword } from './change-password.ts';
import { addMemberKey, openMemberKeys } from './keys.ts';
import { logIn } from './log-in.ts';
import { createMemberStore, type WholeMember } from './member-store.ts';
import { deriveHere, hashPassword } from './password.ts';
import type { Ports } from './ports.ts';
import { createSessionStore } from './session-store.ts';

const upstash = await createUpstash({ engine: 'auto', token: 'test' });
afterAll(() => upstash.close());

const cost = { ln: 4, r: 8, p: 1 };
const old = '칼국수 먹는 화요일';
const next = '짜장면 먹는 수요일';

async function open() {
  const redis = createRedis({
    ...{ UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token },
    REDIS_TIMEOUT: '5000',
  });
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const members = createMemberStore(database, await openMemberKeys(addMemberKey('test')));
  const member = {
    id: crypto.randomUUID(),
    name: '홍길동',
    email: 'hong@example.com',
    language: 'ko' as const,
    confirmed: false,
  };
  const accountId = await members.toAccount(member.email);
  const kept = await hashPassword(deriveHere, old, await members.toSalt(accountId), cost);
  await members.add(member, kept, { createdAt: 1 }, []);
  const ports: Ports = {
    ...{ members, cost, derive: deriveHere, address: crypto.randomUUID() },
    sessions: createSessionStore(redis, Date.now),
    attempts: createAttempts(redis, {}),
  };
  const enter = (password: string, to = ports) => logIn({ email: member.email, password }, to);
  const change = async (to = ports) => {
    const { whole } = await members.readWhole(member.id);
    return changePassword(whole as WholeMember, { current: old, password: next }, to);
  };
  return { member, members, accountId, ports, enter, change };
}

test('a log-in with the right password is not limited', async () => {
  const { enter } = await open();
  for (let times = 0; times < 4; times++) expect((await enter('wrong')).ok).toBe(false);
  for (let times = 0; times < 8; times++) expect((await enter(old)).ok).toBe(true);
});

describe('a password change during a log-in with the old password', () => {
  test('refuses a log-in whose account was already read', async () => {
    const { members, ports, enter, change } = await open();
    const slow = {
      ...members,
      async findAccounts(id: string) {
        const accounts = await members.findAccounts(id);
        expect((await change()).ok).toBe(true);
        return accounts;
      },
    };
    expect(await enter(old, { ...ports, members: slow })).toEqual({ ok: false, reason: 'wrong-credentials' });
    expect((await enter(next)).ok).toBe(true);
  });

  test('ends a session that was opened just before', async () => {
    const { member, members, ports, enter, change } = await open();
    const opened: string[] = [];
    const slow = {
      ...members,
      async replacePassword(id: string, from: string, to: string) {
        const entered = await enter(old);
        if (entered.ok) opened.push(entered.value.session);
        return members.replacePassword(id, from, to);
      },
    };
    const changed = await change({ ...ports, members: slow });
    expect(opened).toHaveLength(1);
    expect(await ports.sessions.read(opened[0] as string)).toBeUndefined();
    expect(changed.ok && (await ports.sessions.read(changed.session))?.member).toBe(member.id);
  });

  test('changes nothing if the other sessions cannot be ended', async () => {
    const { ports, enter, change } = await open();
    const sessions = { ...ports.sessions, removeAll: () => Promise.reject(new Error('away')) };
    await expect(change({ ...ports, sessions })).rejects.toThrow('away');
    expect((await enter(old)).ok).toBe(true);
  });

  test('keeps one new hash if several log-ins renew it at the same time', async () => {
    const { members, accountId, ports, enter } = await open();
    const dearer = { ...ports, cost: { ...cost, ln: 5 } };
    const together = await Promise.all([enter(old, dearer), enter(old, dearer), enter(old, dearer)]);
    expect(together.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await members.findAccounts(accountId))[0]?.password).toStartWith('$scrypt$ln=5,');
  });
});
