import { afterAll, describe, expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { toEvent, toOutboxStatement } from '@jogakbo/edge/outbox';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { openD1 } from '../../tests/open-d1.helper.ts';
import { createAddressStore } from './address-store.ts';
import { maxAddresses } from './contract.ts';
import { addMemberKey, openMemberKeys } from './keys.ts';
import { createMemberStore } from './member-store.ts';
import { rewrap } from './rewrap.ts';
import { createTokenStore, type FoundToken, tokenLifetimes } from './token-store.ts';

const migrations = `${import.meta.dir}/migrations`;
const d1 = await openD1(migrations);
afterAll(() => d1.close());

const oldKeys = addMemberKey('2026-10');
const before = await openMemberKeys(oldKeys);
const after = await openMemberKeys(addMemberKey('2026-11', oldKeys));
const hong = {
  ...{ id: 'm1', name: '홍길동', email: 'hong@example.com', language: 'ko' as const },
  confirmed: false,
};
const home = {
  ...{ recipient: '홍길동', phone: '01012345678', postcode: '06236', street: '서울 강남구 테헤란로 1' },
  ...{ detail: '3층', preferred: false },
};
const about = { source: 'member-service', time: 1, trace: undefined };
const rows = async (database: D1Database, table: string) =>
  (await database.prepare(`SELECT * FROM ${table}`).all()).results as Record<string, string>[];

describe.each([
  ['SQLite', async (): Promise<D1Database> => createSqliteDatabase(migrations)],
  ['D1', () => d1.create()],
])('the stores of members on %s', (_, create) => {
  async function open() {
    const database = await create();
    const members = createMemberStore(database, before);
    const event = () => toOutboxStatement(database, toEvent('member.signed-up', { memberId: 'm' }, about));
    const add = (member = hong, password = 'kept') =>
      members.add(member, password, { createdAt: 1 }, [event()]);
    return { database, members, add };
  }

  test('find a member by e-mail, read one by id, and have no readable personal data', async () => {
    const { database, members, add } = await open();
    expect(await add()).toBe(true);
    const account = await members.toAccount(hong.email);
    const kept = { id: 'm1', account, password: 'kept', language: hong.language, confirmed: false };
    expect(await members.findAccounts(account)).toEqual([kept]);
    expect(await members.readAccount('m1')).toEqual(kept);
    expect(await members.findAccounts(await members.toAccount('kim@example.com'))).toEqual([]);
    expect(await members.read('m1')).toEqual(hong);
    expect((await members.readWhole('m1')).whole).toEqual({ member: hong, account: kept });
    expect((await members.readWhole('m2')).whole).toBeUndefined();
    expect(await members.read('m2')).toBeUndefined();
    const written = JSON.stringify(await rows(database, 'member'));
    for (const secret of ['홍길동', 'hong', 'example.com']) expect(written).not.toContain(secret);
  });

  test('have one member for an e-mail and a password; a second sign-up writes nothing', async () => {
    const { database, members, add } = await open();
    await add();
    expect(await add({ ...hong, id: 'm2', name: '김첨지' })).toBe(false);
    expect(await members.read('m2')).toBeUndefined();
    expect(await rows(database, 'outbox')).toHaveLength(1);
    expect(await add({ ...hong, id: 'm2', name: '김첨지' }, 'another')).toBe(true);
    const together = await Promise.all(
      ['m3', 'm4', 'm5'].map((id) => add({ ...hong, id, email: 'kim@example.com' })),
    );
    expect(together.filter(Boolean)).toHaveLength(1);
  });

  test('have at most one member who has confirmed an e-mail, and find this member first', async () => {
    const { members, add } = await open();
    await add();
    await add({ ...hong, id: 'm2' }, 'another');
    expect(await members.confirm('m2', 5, [])).toBe(true);
    expect(await members.confirm('m2', 6, [])).toBe(true);
    expect(await members.confirm('m1', 7, [])).toBe(false);
    const found = await members.findAccounts(await members.toAccount(hong.email));
    expect(found.map(({ id, confirmed }) => [id, confirmed])).toEqual([
      ['m2', true],
      ['m1', false],
    ]);
    expect(await members.replacePassword('m1', 'kept', 'another')).toBe('taken');
  });

  test('erase a member who leaves with addresses and links, and keep others', async () => {
    const { database, members, add } = await open();
    await add();
    await add({ ...hong, id: 'm2' }, 'another');
    await createAddressStore(database, before, 'm1').add(home, 1);
    const { statements } = await createTokenStore(database, () => 1).issue('reset', 'm1');
    await database.batch(statements);
    const account = await members.readAccount('m1');
    await members.remove(account as NonNullable<typeof account>, []);
    expect(await members.read('m1')).toBeUndefined();
    expect(await rows(database, 'address')).toEqual([]);
    expect(await rows(database, 'token')).toEqual([]);
    expect(await members.read('m2')).toEqual({ ...hong, id: 'm2' });
  });

  test('accept a link once, until it expires, and only the latest of a member', async () => {
    const { database, add } = await open();
    await add();
    let time = 1_000;
    const tokens = createTokenStore(database, () => time);
    const issue = async () => {
      const { token, statements } = await tokens.issue('reset', 'm1');
      await database.batch(statements);
      return token;
    };
    const [earlier, token] = [await issue(), await issue()];
    expect(await tokens.find('reset', earlier)).toBeUndefined();
    expect(await tokens.find('confirm', token)).toBeUndefined();
    const found = (await tokens.find('reset', token)) as FoundToken;
    expect(found).toMatchObject({ member: 'm1', used: false });
    expect(JSON.stringify(await rows(database, 'token'))).not.toContain(token);
    const uses = await Promise.all([tokens.use(found), tokens.use(found)]);
    expect(uses.sort()).toEqual([false, true]);
    expect((await tokens.find('reset', token))?.used).toBe(true);
    time += tokenLifetimes.reset;
    expect(await tokens.find('reset', token)).toBeUndefined();
    await tokens.removeExpired();
    expect(await rows(database, 'token')).toEqual([]);
  });

  test('change name, language and password, but a password only from its last value', async () => {
    const { database, members, add } = await open();
    await add();
    await database.batch([await members.toChange(hong, { name: 'Gildong', language: 'en' })]);
    expect(await members.read('m1')).toEqual({ ...hong, name: 'Gildong', language: 'en' });
    expect(await members.replacePassword('m1', 'another', 'new')).toBe(false);
    expect(await members.replacePassword('m1', 'kept', 'new')).toBe(true);
    expect((await members.readAccount('m1'))?.password).toBe('new');
  });

  test('cannot decrypt a value that was moved from one member to another', async () => {
    const { database, members, add } = await open();
    await add();
    await add({ ...hong, id: 'm2', email: 'kim@example.com', name: '김첨지' });
    await database
      .prepare("UPDATE member SET name = (SELECT name FROM member WHERE id = 'm2') WHERE id = 'm1'")
      .run();
    await expect(members.read('m1')).rejects.toThrow();
  });

  test('prefer the first address until another is preferred or it is removed', async () => {
    const { database, add } = await open();
    await add();
    const store = createAddressStore(database, before, 'm1');
    const first = await store.add(home, 1);
    const second = await store.add({ ...home, recipient: '김첨지' }, 2);
    const third = await store.add({ ...home, recipient: '심청', preferred: true }, 3);
    expect(first?.preferred).toBe(true);
    const names = async () => (await store.list()).map(({ recipient, preferred }) => [recipient, preferred]);
    expect(await names()).toEqual([
      ['심청', true],
      ['홍길동', false],
      ['김첨지', false],
    ]);
    await store.change(second?.id as string, { ...home, recipient: '김 첨지', preferred: true });
    await store.change(third?.id as string, { ...home, recipient: '심청', preferred: false });
    expect((await names())[0]).toEqual(['김 첨지', true]);
    expect((await store.remove(second?.id as string)).ok).toBe(true);
    expect(await names()).toEqual([
      ['홍길동', true],
      ['심청', false],
    ]);
    expect(await store.remove(second?.id as string)).toEqual({ ok: false, reason: 'none' });
    for (const secret of ['홍길동', '0101234', '테헤란로'])
      expect(JSON.stringify(await rows(database, 'address'))).not.toContain(secret);
  });

  test('add an address once for the same form, and again for a changed or another form', async () => {
    const { database, add } = await open();
    await add();
    const store = createAddressStore(database, before, 'm1');
    const one = await store.add(home, 1, 'form-1');
    expect(await store.add(home, 2, 'form-1')).toEqual(one);
    await store.add({ ...home, detail: '4층' }, 3, 'form-1');
    await store.add(home, 4, 'form-2');
    await store.add(home, 5);
    expect(await store.list()).toHaveLength(4);
  });

  test('limit the addresses of a member, also for additions at the same time', async () => {
    const { database, add } = await open();
    await add();
    const store = createAddressStore(database, before, 'm1');
    const added = await Promise.all(
      Array.from({ length: maxAddresses + 3 }, (_, index) => store.add({ ...home, preferred: true }, index)),
    );
    expect(added.filter(Boolean)).toHaveLength(maxAddresses);
    expect((await store.list()).filter(({ preferred }) => preferred)).toHaveLength(1);
  });

  test("neither show, change, prefer nor remove another member's address", async () => {
    const { database, add } = await open();
    await add();
    await add({ ...hong, id: 'm2', email: 'kim@example.com' });
    const owner = createAddressStore(database, before, 'm1');
    const other = createAddressStore(database, before, 'm2');
    const { id } = (await owner.add(home, 1)) as { id: string };
    const own = await other.add(home, 1);
    const denied = { ok: false as const, reason: 'not-theirs' as const };
    expect(await other.find(id)).toEqual(denied);
    expect(await other.change(id, { ...home, recipient: 'x', preferred: true })).toEqual(denied);
    expect(await other.remove(id)).toEqual(denied);
    expect(await owner.list()).toEqual([{ ...home, id, preferred: true }]);
    expect(await other.list()).toEqual([own as never]);
  });

  test('encrypt rows of an older key with the new one, some at a time, so that the older key is not needed', async () => {
    const { database, add } = await open();
    for (let each = 1; each <= 5; each++) {
      await add({ ...hong, id: `m${each}`, email: `m${each}@example.com` });
      await createAddressStore(database, before, `m${each}`).add(home, 1);
    }
    expect(await rewrap(database, before, 2)).toBe(0);
    expect(await rewrap(database, after, 2)).toBe(4);
    const keysOf = async (table: string) => (await rows(database, table)).map(({ key_id }) => key_id);
    expect((await keysOf('member')).filter((id) => id === '2026-11')).toHaveLength(2);
    expect(await rewrap(database, after, 2)).toBe(4);
    expect(await rewrap(database, after, 2)).toBe(2);
    expect(await rewrap(database, after, 2)).toBe(0);
    expect(new Set([...(await keysOf('member')), ...(await keysOf('address'))])).toEqual(
      new Set(['2026-11']),
    );

    const alone = { ...after, ciphers: new Map([...after.ciphers].filter(([id]) => id === '2026-11')) };
    const members = createMemberStore(database, alone);
    expect(await members.read('m3')).toMatchObject({ name: hong.name, email: 'm3@example.com' });
    expect((await members.findAccounts(await members.toAccount('m3@example.com')))[0]?.id).toBe('m3');
    expect(await createAddressStore(database, alone, 'm3').list()).toMatchObject([
      { ...home, preferred: true },
    ]);
  });

  test('encrypt other rows with the new key if one row cannot be decrypted', async () => {
    const { database, members, add } = await open();
    await add();
    await add({ ...hong, id: 'm2', email: 'kim@example.com' });
    await database.prepare("UPDATE member SET name = '2026-10:AAAA:AAAA' WHERE id = 'm1'").run();
    expect(await rewrap(database, after, 10)).toBe(2);
    expect((await rows(database, 'member')).map(({ key_id }) => key_id).sort()).toEqual([
      '2026-10',
      '2026-11',
    ]);
    await expect(members.read('m1')).rejects.toThrow();
  });
});
