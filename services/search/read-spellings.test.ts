import { expect, test } from 'bun:test';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { readSpellings } from './read-spellings.ts';
import { seedSpellings } from './seed.ts';

const open = (asked: string[] = []) => createSqliteDatabase(`${import.meta.dir}/migrations`, asked);
const pokemon = { spelling: 'pokemon', term: '포켓몬' };

test('a small table is read once a minute', async () => {
  const asked: string[] = [];
  const database = open(asked);
  await seedSpellings(database, [pokemon, { spelling: 'pokemon', term: '포케몬' }]);
  asked.length = 0;
  const expected = new Map([['pokemon', ['포케몬', '포켓몬']]]);
  for (const now of [0, 1, 59_999])
    expect(await readSpellings(database, ['pokemon', '레고'], now)).toEqual(expected);
  expect(asked).toHaveLength(1);
  await seedSpellings(database, [{ spelling: '레고', term: 'lego' }]);
  expect(await readSpellings(database, ['레고'], 59_999)).toEqual(new Map());
  expect(await readSpellings(database, ['레고'], 60_000)).toEqual(new Map([['레고', ['lego']]]));
});

test('of a large table only the words are read', async () => {
  const asked: string[] = [];
  const database = open(asked);
  const many = Array.from({ length: 1_500 }, (_, n) => ({ spelling: `word${n}`, term: `말${n}` }));
  await seedSpellings(database, [pokemon, ...many]);
  asked.length = 0;
  for (const now of [0, 1, 2])
    expect(await readSpellings(database, ['pokemon'], now)).toEqual(new Map([['pokemon', ['포켓몬']]]));
  expect(asked.filter((sql) => sql.includes('LIMIT'))).toHaveLength(1);
  expect(asked).toHaveLength(4);
});
