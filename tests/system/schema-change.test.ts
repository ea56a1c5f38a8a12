import { afterAll, expect, test } from 'bun:test';
import { tmpdir } from 'node:os';
import type { D1Database } from '@cloudflare/workers-types';
import type { Review } from '../../services/review/contract.ts';
import type { createReviewStore } from '../../services/review/review-store.ts';
import { createRandom } from '../../tools/seed/random.ts';
import { root } from '../../tools/workers.ts';
import { openD1 } from '../open-d1.helper.ts';
import { createServiceVersion, type ServiceEdit } from './create-service-version.helper.ts';

const guide = await Bun.file(`${root}/docs/schema-changes.md`).text();
/** The statements of the guide, in its order. */
const [expand, backfill, contract] = [...guide.matchAll(/```sql\n([\s\S]*?)\n```/g)].map(
  ([, sql]) => sql,
) as [string, string, string];

const file = 'review-store.ts';
const write = 'changed_at = excluded.created_at';
const writesBoth = { file, from: write, to: `${write}, edited_at = excluded.created_at` };
const readsNew = { file, from: 'changed_at AS changedAt', to: 'edited_at AS changedAt' };
const writesNew = { file, from: write, to: 'edited_at = excluded.created_at' };
/** What each release changes in the code of today. */
const codes = {
  before: [],
  expand: [writesBoth],
  backfill: [writesBoth, readsNew],
  contract: [writesNew, readsNew],
} satisfies Record<string, ServiceEdit[]>;
type Name = keyof typeof codes;

const made: { remove(): Promise<void> }[] = [];
const d1 = await openD1(`${root}/services/review/migrations`);
afterAll(async () => {
  await d1.close();
  await Promise.all(made.map(({ remove }) => remove()));
});

async function create(name: Name, migrations: string[] = []): Promise<string> {
  const version = await createServiceVersion('review', codes[name], migrations);
  made.push(version);
  return version.directory;
}

test('the tests of both versions pass before, during and after each release', async () => {
  const before = { expand: [expand], contract: [expand, backfill, contract] };
  // The backfill changes rows and no column, so one schema is that of the first and of the second release.
  const folders = await Promise.all([
    create('before', before.expand),
    create('expand', before.expand),
    create('backfill', before.expand),
    create('contract', before.expand),
    create('contract', before.contract),
  ]);
  const files = folders.map((folder) => `${folder}/review-store.test.ts`);
  const child = Bun.spawn([process.execPath, 'test', ...files, '--timeout', '180000'], {
    ...{ cwd: tmpdir(), stdin: 'ignore', stdout: 'ignore', stderr: 'pipe' },
  });
  const [output, code] = await Promise.all([new Response(child.stderr).text(), child.exited]);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain(`across ${files.length} files`);
});

test('two versions write side by side, each step is rolled back, and no change is lost', async () => {
  const database = await d1.create();
  const open = await openVersions(database);
  const members = createMembers();
  const release = async (now: Name, next: Name) => {
    await members.use(open[now], open[next]);
    await members.use(open[now]);
    await members.use(open[now], open[next]);
    await members.use(open[next]);
  };

  await members.use(open.before);
  await database.prepare(expand).run();
  await release('before', 'expand');
  await database.prepare(backfill).run();
  await release('expand', 'backfill');
  await release('backfill', 'contract');
  await database.prepare(contract).run();
  await members.use(open.contract);
});

test('a step that is taken too early fails, so the order of the guide is needed', async () => {
  const database = await d1.create();
  const open = await openVersions(database);
  const members = createMembers();
  await expect(members.write(open.expand)).rejects.toThrow('edited_at');
  await database.prepare(expand).run();
  await members.use(open.before);
  expect(await members.read(open.before)).toEqual(await members.read(open.expand));
  // The new column was not filled yet.
  expect(await members.read(open.backfill)).not.toEqual(await members.read(open.before));
  await database.prepare(contract).run();
  await expect(members.write(open.backfill)).rejects.toThrow('changed_at');
});

type Store = ReturnType<typeof createReviewStore>;

async function openVersions(database: D1Database): Promise<Record<Name, Store>> {
  const stores = {} as Record<Name, Store>;
  for (const name of Object.keys(codes) as Name[]) {
    const module = await import(`${await create(name)}/review-store.ts`);
    stores[name] = (module.createReviewStore as typeof createReviewStore)(database);
  }
  return stores;
}

/** Creates members who write and change their reviews of one product. Each request gets one of the versions that serve. */
function createMembers() {
  const random = createRandom(1, 'schema');
  const kept = new Map<string, Review>();
  let time = 0;
  return { write, read, use };

  async function write(...versions: Store[]): Promise<void> {
    const id = `m${random.integer(1, 4)}`;
    const said = { title: `제목 ${++time}`, body: '열 글자가 넘는 상품평이에요.', author: '김*수' };
    const review: Review = { id, productId: '1', rating: 5, ...said, createdAt: time, verified: true };
    const { createdAt } = kept.get(id) ?? {};
    const expected = createdAt ? { ...review, createdAt, changedAt: time } : review;
    expect(await random.pick(versions).put(id, review)).toEqual(expected);
    kept.set(id, expected);
  }

  async function read(store: Store): Promise<Review[]> {
    const { reviews } = await store.list('1', { sort: 'newest', rating: undefined, page: 1 });
    return reviews;
  }

  /** Writes reviews. Then every version must know every change. */
  async function use(...versions: Store[]): Promise<void> {
    for (let request = 0; request < 8; request++) await write(...versions);
    const expected = [...kept.values()].sort((a, b) => b.createdAt - a.createdAt);
    for (const store of versions) expect(await read(store)).toEqual(expected);
  }
}
