import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { password } from '../visitor/purchase.ts';
import { createRunner, readJson } from './create-runner.helper.ts';
import { createBuyer, startMonolith } from './start-monolith.helper.ts';
import { startOwners } from './start-owners.helper.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-migrate-members-'));
const monolith = await startMonolith(`${folder}/monolith.sqlite`, 100);
const shop = await startOwners(100);
const { start, run } = createRunner({ shop, monolith, folder });
afterAll(async () => {
  await monolith.close();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

/** How many members the monolith has before the test signs up others. */
const former = 300;
const hash = `$scrypt$ln=15,r=8,p=3$${btoa('a text of 22 characters').replaceAll('=', '')}$${'A'.repeat(43)}`;

const count = () =>
  shop.members.database.sqlite.query<{ n: number }, []>('SELECT count(*) AS n FROM member').get()?.n;

async function ask(path: string, body: object) {
  const request = new Request(`http://worker${path}`, {
    ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
  });
  const answer = await shop.members.binding.fetch(request);
  return { status: answer.status, body: await answer.json() };
}
const logIn = (email: string, given = password) => ask('/sessions', { email, password: given });
const signUp = (email: string) => ask('/members', { name: '박바늘', email, password, language: 'ko' });

async function enterMonolith(path: 'login' | 'signup', email: string) {
  const fields = { name: '김조각', email, password, next: '/' };
  return (await monolith.visitor().post(`/${path}`, fields)).status;
}

async function readNotes(): Promise<string> {
  const names = (await readdir(`${folder}/member`)).filter((name) => !name.startsWith('lock.sqlite'));
  return (await Promise.all(names.map((name) => readFile(`${folder}/member/${name}`, 'utf8')))).join();
}

test('members move with sign-ups going on, by a backfill that is killed and repeated, without a difference', async () => {
  for (let first = 0; first < former; first += 100) {
    const moves = Array.from({ length: 100 }, (_, index) => ({
      key: crypto.randomUUID(),
      row: { email: `former-${first + index}@example.com`, name: '이전', password: hash, createdAt: 1 },
    }));
    expect((await monolith.ask('member', 'PUT', { moves })).body).toMatchObject({ stored: 100 });
  }
  let signingUp = true;
  let signedUp = 0;
  const writer = (async () => {
    for (; signingUp; signedUp++) await createBuyer(monolith);
  })();

  const killed = start(['member', 'backfill']);
  let puts = 0;
  shop.hooks.onPut = () => {
    if (++puts === 3) killed.kill('SIGKILL');
  };
  await killed.exited;
  shop.hooks.onPut = undefined;
  expect(count()).toBeLessThan(former);

  const [{ copied }] = readJson((await run(['member', 'backfill', '--json'])).out);
  expect(copied).toBeGreaterThan(former - 3 * 50 - 1);
  expect((await run(['member', 'follow'])).code).toBe(0);
  expect(await run(['member'], 'compare')).toMatchObject({ code: 0, error: '' });
  signingUp = false;
  await writer;
  expect(signedUp).toBeGreaterThan(0);
  await run(['member', 'follow']);
  expect(count()).toBe(former + signedUp);
  expect((await run(['member', 'backfill'])).out).toContain('0 rows copied');
});

test('a member of the monolith logs in at the shop with the same password and id, and with no other password', async () => {
  const { email } = await createBuyer(monolith);
  await run(['member', 'follow']);
  const { body } = await monolith.ask('member');
  const { key } = body.moves.find(({ row }: { row: { email: string } }) => row.email === email);
  expect(await logIn(email)).toMatchObject({ status: 201, body: { member: { id: key, name: '김조각' } } });
  expect((await logIn(email, 'another password')).status).toBe(401);
  // The shop has replaced the hash by one of its own, as after a cut-over.
  const { code, out } = await run(['member'], 'compare');
  expect([code, out]).toEqual([1, expect.stringContaining(`${key}: password is "$***" in the monolith`)]);
  await run(['member', 'backfill']);
});

test('differences are reported without personal data', async () => {
  const email = 'changed@example.com';
  expect(await enterMonolith('signup', email)).toBe(303);
  await run(['member', 'follow']);
  const { body } = await monolith.ask('member');
  const move = body.moves.find(({ row }: { row: { email: string } }) => row.email === email);
  const moves = [{ ...move, row: { ...move.row, name: '김바늘' } }];
  await fetch(`${shop.url}/api/operator/moves/member`, {
    ...{ method: 'PUT', body: JSON.stringify({ moves }) },
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  });
  for (const args of [['member'], ['member', '--json']]) {
    const { code, out } = await run(args, 'compare');
    expect([code, out]).toEqual([1, expect.stringContaining(move.key)]);
    expect(out).toContain('김***');
    expect(out).not.toMatch(/김조각|김바늘|@example\.com|\$scrypt/);
  }
  expect((await run(['member', 'backfill'])).out).toContain('1 rows copied');
});

test('an e-mail that both programs have is named, and nothing is done by halves', async () => {
  const email = 'both@example.com';
  const own = (await signUp(email)).body.member.id;
  expect(await enterMonolith('signup', email)).toBe(303);
  const follow = await run(['member', 'follow']);
  expect([follow.code, follow.out]).toEqual([1, expect.stringContaining(`belongs to the member ${own}`)]);
  const compared = await run(['member'], 'compare');
  expect([compared.code, compared.out]).toEqual([
    1,
    expect.stringContaining(`only in the monolith, since ${own} in the shop has the same e-mail`),
  ]);
  const cut = await run(['member', 'cut-over']);
  expect([cut.code, cut.out]).toEqual([1, expect.stringContaining('the monolith still owns all of them')]);
  expect(await enterMonolith('signup', 'not-frozen@example.com')).toBe(303);
  expect((await logIn(email)).body.member.id).toBe(own);

  shop.members.database.sqlite.query('DELETE FROM member WHERE id = ?').run(own);
  expect(await run(['member', 'backfill'])).toMatchObject({ code: 0 });
  expect((await run(['member'], 'compare')).code).toBe(0);
  expect((await logIn(email)).body.member.id).not.toBe(own);
  await run(['member', 'backfill']);
});

test('a member of the shop alone is no difference, and --exact does not delete the account', async () => {
  const { body } = await signUp('own@example.com');
  const { code, out } = await run(['member'], 'compare');
  expect([code, out]).toEqual([0, expect.stringContaining("1 rows are the shop's own")]);
  expect((await run(['member', 'backfill', '--exact'])).code).toBe(0);
  expect((await logIn('own@example.com')).body.member.id).toBe(body.member.id);
});

test('after the cut-over only the shop signs up; the undo returns its members, and they log in at the monolith', async () => {
  const { email } = await createBuyer(monolith);
  expect(await run(['member', 'cut-over'])).toMatchObject({ code: 0, error: '' });
  expect(await enterMonolith('signup', 'late@example.com')).toBe(500);
  expect(await enterMonolith('login', email)).toBe(303);
  expect((await logIn(email)).status).toBe(201);
  expect((await signUp('newcomer@example.com')).status).toBe(201);

  const [{ returned, refused }] = readJson((await run(['member', 'cut-over', '--undo', '--json'])).out);
  // The one whose hash is new, the one who signed up, and the shop's own.
  expect([returned, refused]).toEqual([3, []]);
  for (const each of [email, 'newcomer@example.com', 'own@example.com'])
    expect(await enterMonolith('login', each)).toBe(303);
  expect((await run(['member'], 'compare')).code).toBe(0);
});

test('notes about members are encrypted, and the undo of a backfill restores them', async () => {
  const find = async () => {
    const { body } = await monolith.ask('member');
    return body.moves.find(({ row }: { row: { email: string } }) => row.email === 'newcomer@example.com');
  };
  const { key, row } = await find();
  await monolith.put('member', key, { ...row, name: '박새이름' });
  await run(['member', 'follow']);
  expect((await logIn(row.email)).body.member.name).toBe('박새이름');
  const notes = await readNotes();
  expect(notes).toContain(key);
  expect(notes).not.toMatch(/@example\.com|박바늘|\$scrypt/);

  const wrong = await run(['member', 'backfill', '--undo', '--key', 'wrong']);
  expect([wrong.code, wrong.error]).toEqual([1, expect.stringContaining('another key of the monolith')]);
  expect((await run(['member', 'backfill', '--undo'])).code).toBe(0);
  expect((await logIn(row.email)).body.member.name).toBe('박바늘');
  expect(count()).toBe(2);
});

test('after a clean-up there is no way back', async () => {
  for (const step of ['backfill', 'cut-over', 'cut-over', 'clean-up', 'clean-up'])
    expect(await run(['member', step])).toMatchObject({ code: 0, error: '' });
  expect((await run(['member', 'cut-over', '--undo'])).error).toContain('there is no way back');
  expect(await readNotes()).not.toContain('sealed');
});
