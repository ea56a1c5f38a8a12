import type { SQLQueryBindings } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { toJamo } from './korean.ts';
import { toKeys } from './near-words.ts';
import { seedSpellings } from './seed.ts';
import { createTermStore } from './term-store.ts';

const open = () => {
  const asked: string[] = [];
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`, asked);
  const store = createTermStore(database);
  const near = async (word: string) => (await store.findNear([toJamo(word)], 5))[0]!.map((term) => term.word);
  const count = (table: string) =>
    database.sqlite.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n;
  return { asked, database, store, near, count };
};
const texts = (...titles: string[]) => titles.map((title) => ({ title, brand: '' }));

test('of two near words, the one that was more frequent at the last rebuild comes first', async () => {
  const { store, near } = open();
  await store.recount(texts('포켓몬', '로켓몬 인형', '로켓몬 퍼즐'), 1);
  expect(await near('초켓몬')).toEqual(['로켓몬', '포켓몬']);
  await store.recount(texts('포켓몬', '로켓몬 인형'), 2);
  await store.recount(texts('포켓몬 퍼즐'), 2);
  await store.add(texts('로켓몬', '로켓몬 자동차'), 3);
  expect(await near('초켓몬')).toEqual(['포켓몬', '로켓몬']);
});

test('a rebuild removes words that no product has, but keeps words that were added during it', async () => {
  const { store, near, count } = open();
  await store.recount(texts('포켓몬', '치코리타'), 1);
  await store.recount(texts('치코리타'), 2);
  await store.add(texts('나노블록'), 3);
  await store.sweep(2);
  expect([await near('초켓몬'), await near('치코리카'), await near('나노블럭')]).toEqual([
    [],
    ['치코리타'],
    ['나노블록'],
  ]);
  const keys = ['치코리타', '나노블록'].map((word) => toKeys(toJamo(word)).length);
  expect(count('term_key')).toBe(keys[0]! + keys[1]!);
});

test('words of the spelling table are terms after each rebuild', async () => {
  const { database, store, near } = open();
  await seedSpellings(database, [{ spelling: '포켓몬', term: 'pokemon' }]);
  await store.recount(texts('포켓몬스터'), 1);
  await store.sweep(1);
  expect(await near('포캣몬')).toEqual(['포켓몬']);
  await store.sweep(2);
  expect(await near('포캣몬')).toEqual(['포켓몬']);
});

test('numbers and short words are not terms', async () => {
  const { store, count } = open();
  await store.recount(texts('나 90 12345 1.5L 나무'), 1);
  expect(count('term')).toBe(1);
});

test('near words are read from indexes, without scanning the table', async () => {
  const { asked, database, store, near } = open();
  await store.recount(texts('포켓몬'), 1);
  asked.length = 0;
  await near('초켓몬');
  const plan = database.sqlite.query<{ detail: string }, SQLQueryBindings[]>(
    `EXPLAIN QUERY PLAN ${asked[0]}`,
  );
  const details = plan.all('[]').map(({ detail }) => detail);
  expect(details.filter((detail) => /^SCAN (k|t)\b/.test(detail))).toEqual([]);
  expect(details).toContainEqual(expect.stringMatching(/^SEARCH k USING PRIMARY KEY/));
});
