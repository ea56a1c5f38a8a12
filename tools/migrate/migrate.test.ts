import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunner, readJson } from './create-runner.helper.ts';
import { createBuyer, item, startMonolith } from './start-monolith.helper.ts';
import { startOwners } from './start-owners.helper.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-migrate-'));
const monolith = await startMonolith(`${folder}/monolith.sqlite`, 300);
const shop = await startOwners(300);
const buyer = await createBuyer(monolith);
afterAll(async () => {
  await monolith.close();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

const { start, run } = createRunner({ shop, monolith, folder });
const count = (table: 'review' | 'product' | 'pricing') =>
  shop[table]
    .query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table === 'pricing' ? 'price' : table}`)
    .get()?.n ?? 0;

describe('the data of the monolith, with writes going on', () => {
  test('moves by a backfill that is killed and repeated, and by following the outbox, without a difference', async () => {
    let writing = true;
    let writes = 0;
    const writer = (async () => {
      const { body } = await monolith.ask(`pricing?keys=${item.itemId}`);
      for (; writing; writes++) {
        if (writes < 10) expect(await buyer.buy()).toBe(303);
        expect(await buyer.review(`제목 ${writes}`)).toBe(303);
        const { row } = body.moves[0];
        await monolith.put('pricing', item.itemId, { ...row, final: row.final - 1 - (writes % 50) });
      }
    })();

    const killed = start(['product', 'backfill']);
    let puts = 0;
    shop.hooks.onPut = () => {
      if (++puts === 3) killed.kill('SIGKILL');
    };
    await killed.exited;
    shop.hooks.onPut = undefined;
    const kept = count('product');
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(300);

    const backfill = await run(['all', 'backfill', '--json']);
    expect(backfill).toMatchObject({ code: 0, error: '' });
    const [members, products, ...others] = readJson(backfill.out);
    expect(members.slice).toBe('member');
    expect(products.copied).toBeLessThanOrEqual(300 - kept + 50);
    expect(others.map(({ slice, copied }) => [slice, copied > 100])).toEqual([
      ['pricing', true],
      ['inventory', true],
      ['order', false],
      ['review', true],
    ]);
    expect((await run(['all', 'follow'])).code).toBe(0);
    // While both are in use.
    const during = await run(['--json'], 'compare');
    expect(readJson(during.out).map(({ slice, differences }) => [slice, differences])).toEqual([
      ['member', []],
      ...[
        ['product', []],
        ['pricing', []],
      ],
      ...[
        ['inventory', []],
        ['order', []],
        ['review', []],
      ],
    ]);
    expect(during.code).toBe(0);
    writing = false;
    await writer;
    expect(writes).toBeGreaterThan(0);
  });

  test('a change publishes its event once, and a repeated command changes nothing', async () => {
    expect(await buyer.review('한 번만')).toBe(303);
    await run(['review', 'follow']);
    const before = shop.events.taken.length;
    expect(await buyer.review('바뀐 제목')).toBe(303);
    expect((await run(['review', 'follow'])).out).toContain('1 changed rows followed');
    expect((await run(['review', 'follow'])).out).toContain('0 changed rows followed');
    expect((await run(['review', 'backfill'])).out).toContain('0 rows copied');
    await shop.events.settle();
    expect(shop.events.taken.slice(before).map(({ type }) => type)).toEqual(['review.changed']);
    const kept = shop.review
      .query<{ title: string }, []>('SELECT title FROM review WHERE member_id IS NOT NULL')
      .all();
    expect(kept).toEqual([{ title: '바뀐 제목' }]);
  });

  test('a row that is deleted in the monolith is deleted in the shop', async () => {
    const row = {
      productId: item.productId,
      memberId: null,
      author: '',
      rating: 1,
      title: '가',
      body: '나',
      createdAt: 1,
    };
    await monolith.put('review', 'r-1', row);
    await run(['review', 'follow']);
    const all = count('review');
    await monolith.put('review', 'r-1', null);
    await run(['review', 'follow']);
    expect(count('review')).toBe(all - 1);
  });

  test('compare reports differences that were made on purpose, and backfill repairs them', async () => {
    const [first] = shop.review.query<{ id: string }, []>('SELECT id FROM review LIMIT 1').all();
    shop.review.query("UPDATE review SET title = '다른 제목' WHERE id = ?").run(first?.id as string);
    shop.review
      .query(
        "INSERT INTO review SELECT 'mine', product_id, rating, title, body, author, 1, NULL, NULL FROM review LIMIT 1",
      )
      .run();
    const { code, out } = await run(['review'], 'compare');
    expect(code).toBe(1);
    expect(out).toMatch(/review: \d+ rows compared, 2 differ\./);
    expect(out).toContain(`${first?.id}: title is `);
    expect(out).toContain('mine: only in the shop');
    expect((await run(['review', 'backfill'])).out).toContain('1 rows are only in the shop');
    expect((await run(['review', 'backfill', '--exact'])).code).toBe(0);
    expect(await run(['review'], 'compare')).toMatchObject({ code: 0 });
  });

  test('a cut-over freezes the monolith, and its undo returns what the shop changed', async () => {
    const cut = await run(['review', 'cut-over']);
    expect(cut).toMatchObject({ code: 0, error: '' });
    expect(await buyer.review('zu spät')).toBe(500);
    expect((await run(['review', 'follow'])).error).toContain('cut-over --undo');
    expect((await run(['review', 'cut-over'])).code).toBe(0);
    shop.review.query("UPDATE review SET title = '가게에서' WHERE member_id IS NOT NULL").run();
    shop.review
      .query(
        "INSERT INTO review SELECT 'ours', product_id, 4, title, body, author, 5, NULL, NULL FROM review LIMIT 1",
      )
      .run();
    shop.review
      .query(
        "INSERT INTO review SELECT 'lost', product_id, 4, title, body, author, 5, 'nobody', NULL FROM review LIMIT 1",
      )
      .run();

    const back = await run(['review', 'cut-over', '--undo', '--json']);
    const [{ returned, refused }] = readJson(back.out);
    expect([back.code, returned, refused]).toEqual([
      ...[1, 2],
      [{ key: 'lost', detail: 'FOREIGN KEY constraint failed' }],
    ]);
    const { body } = await monolith.ask('review?keys=ours');
    expect(body.moves[0].row).toMatchObject({ rating: 4, createdAt: 5 });
    expect(await buyer.review('다시')).toBe(303);
    shop.review.query("DELETE FROM review WHERE id = 'lost'").run();
    expect((await run(['review', 'follow'])).code).toBe(0);
    expect((await run(['review'], 'compare')).code).toBe(0);
  });

  test('after a clean-up there is no way back, and the command says so', async () => {
    for (const step of ['cut-over', 'clean-up', 'clean-up'])
      expect((await run(['review', step])).code).toBe(0);
    const { code, error } = await run(['review', 'cut-over', '--undo']);
    expect([code, error]).toEqual([1, expect.stringContaining('there is no way back')]);
  });

  test('the undo of a backfill leaves the shop as it was before', async () => {
    expect((await run(['all', 'backfill', '--undo'])).code).toBe(1);
    expect([count('product'), count('pricing')]).toEqual([0, 0]);
    expect((await run(['pricing', 'backfill', '--undo'])).code).toBe(0);
  });
});

describe('the command', () => {
  test('has a help text with its steps and slices', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const word of ['backfill', 'cut-over', '--undo', 'inventory', 'Exit codes'])
      expect(out).toContain(word);
  });

  test.each([
    [['reviews', 'compare'], 2, 'There is no slice reviews'],
    [['review', 'move'], 2, 'Name a slice and a step'],
    [['review', 'clean-up', '--undo'], 2, 'cannot be undone'],
    [['review', 'backfill', '--no'], 2, 'Usage: bun run migrate'],
    [['pricing', 'follow'], 1, 'Run: bun run migrate pricing backfill'],
    [['pricing', 'backfill', '--key', 'wrong'], 1, 'does not accept the token'],
    [['pricing', 'backfill', '--legacy', 'http://127.0.0.1:1'], 1, 'The monolith cannot be reached'],
  ])('%p says what is wrong', async (args, code, message) => {
    const { code: ended, error } = await run(args);
    expect([ended, error]).toEqual([code, expect.stringContaining(message)]);
  });
});
