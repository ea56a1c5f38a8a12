import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { scryptSync } from 'node:crypto';
import type { MoveReport } from '@jogakbo/contracts/moves';
import { openServices } from './open-services.helper.ts';

const services = await openServices();
afterAll(() => services.close());

let service: ReturnType<typeof services.createService>;
const operator = { authorization: 'Bearer secret' };
const password = '칼국수 먹는 화요일';
/** The hash of a program whose salts are texts, with a lower cost than that of the shop. */
const legacyHash = toHash(password, 'c2FsdHNhbHRzYWx0c2FsdA');
const kim = { email: 'kim@example.com', name: '김조각', password: legacyHash, createdAt: 5 };

beforeEach(() => {
  service = services.createService({ OPERATOR_TOKEN: 'secret', MOVES: 'open' });
});

function toHash(text: string, salt: string): string {
  const key = scryptSync(text.normalize('NFC'), salt, 32, { N: 8, r: 8, p: 3 });
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `$scrypt$ln=3,r=8,p=3$${plain(Buffer.from(salt))}$${plain(key)}`;
}

async function put(...moves: { key: string; row: object | null }[]) {
  const answer = await service.ask('PUT', '/moves', { moves }, operator);
  return { status: answer.status, ...((await answer.json()) as Partial<MoveReport>) };
}

async function list(): Promise<{ key: string; row: object }[]> {
  return (await (await service.ask('GET', '/moves', undefined, operator)).json()).moves;
}

const logIn = (email: string) => service.ask('POST', '/sessions', { email, password });
const rows = (sql: string) => service.database.sqlite.query<Record<string, unknown>, []>(sql).all();

describe('a member who moves', () => {
  test('logs in with the same e-mail and password, and the shop then stores a hash of its own', async () => {
    expect(await put({ key: 'm-1', row: kim })).toMatchObject({ status: 200, stored: 1 });
    expect((await service.logIn('wrong password')).status).toBe(401);
    const answer = await logIn('Kim@Example.com');
    expect(answer.status).toBe(201);
    expect((await answer.json()).member).toMatchObject({ id: 'm-1', name: '김조각', email: kim.email });
    const [stored] = rows('SELECT password FROM member');
    expect(stored?.password).toMatch(/^\$scrypt\$ln=4,/);
    expect((await logIn(kim.email)).status).toBe(201);
  });

  test('is encrypted in the store, and read back as it was', async () => {
    await put({ key: 'm-1', row: kim });
    expect(JSON.stringify(rows('SELECT * FROM member'))).not.toMatch(/kim@|김조각/);
    expect(await list()).toEqual([{ key: 'm-1', row: kim }]);
  });

  test('may come again, and changes only once', async () => {
    await put({ key: 'm-1', row: kim });
    expect(await put({ key: 'm-1', row: kim })).toMatchObject({ stored: 0, same: 1 });
    expect(await put({ key: 'm-1', row: { ...kim, name: '김바늘' } })).toMatchObject({ stored: 1 });
    expect(await list()).toMatchObject([{ row: { name: '김바늘' } }]);
    await service.settled();
    expect([service.published, await service.mails()]).toEqual([[], []]);
  });

  test('shares an e-mail with another member who moves, as in the program before', async () => {
    const twin = { ...kim, password: toHash('another password', 'c2FsdHNhbHRzYWx0c2FsdA') };
    await put({ key: 'm-1', row: kim }, { key: 'm-2', row: twin });
    expect((await (await logIn(kim.email)).json()).member.id).toBe('m-1');
  });
});

describe('a member who signed up in the shop', () => {
  test('keeps the e-mail: the other member is refused and named, and the rest of the batch is stored', async () => {
    const { member } = await service.signUp({ email: kim.email });
    const other = { ...kim, email: 'lee@example.com' };
    expect(await put({ key: 'm-1', row: kim }, { key: 'm-2', row: other })).toEqual({
      ...{ status: 200, stored: 1, same: 0 },
      refused: [{ key: 'm-1', detail: expect.stringContaining(`the member ${member.id}`) }],
    });
    expect((await list()).map(({ key }) => key).toSorted()).toEqual([member.id, 'm-2'].toSorted());
  });

  test('is not deleted by a move, while one that moved is', async () => {
    const { member } = await service.signUp();
    await put({ key: 'm-1', row: kim });
    const report = await put({ key: member.id, row: null }, { key: 'm-1', row: null });
    expect(report).toMatchObject({ stored: 1, refused: [{ key: member.id }] });
    expect((await list()).map(({ key }) => key)).toEqual([member.id]);
  });
});

test.each([
  [{ ...kim, password: '칼국수 먹는 화요일' }, 'password'],
  [{ ...kim, password: kim.password.replace('ln=3', 'ln=30') }, 'password'],
  [{ ...kim, email: '' }, 'email'],
])('the row %# is refused as a whole, without its values in the answer', async (row, field) => {
  const answer = await service.ask('PUT', '/moves', { moves: [{ key: 'm-1', row }] }, operator);
  const text = await answer.text();
  expect([answer.status, text]).toEqual([422, expect.stringContaining(`row.${field}`)]);
  expect(text).not.toMatch(/칼국수|김조각/);
});

test('only operators may read or store members, and only while rows move', async () => {
  expect((await service.ask('GET', '/moves')).status).toBe(401);
  expect((await service.ask('PUT', '/moves', { moves: [{ key: 'm-1', row: kim }] })).status).toBe(401);
  const closed = services.createService({ OPERATOR_TOKEN: 'secret' });
  const answer = await closed.ask('GET', '/moves', undefined, operator);
  expect([answer.status, (await answer.json()).detail]).toEqual([404, expect.stringContaining('MOVES')]);
});
