import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { readdirSync, readFileSync } from 'node:fs';
import { createSqliteDatabase, wrapSqlite } from '../../tests/create-sqlite-database.helper.ts';
import { exampleListings, searches, toNumbers } from './example-listings.helper.ts';
import { toQueryForms } from './korean.ts';
import { createListingStore } from './listing-store.ts';

const folder = `${import.meta.dir}/migrations`;

test('a database of the version before finds the same products after its migration, and after a rebuild', async () => {
  const database = createSqliteDatabase(folder);
  await createListingStore(database).put(exampleListings, 1);
  const old = new Database(':memory:');
  const [before, after] = [[] as string[], [] as string[]];
  for (const name of readdirSync(folder).sort()) (name < '0004' ? before : after).push(name);
  for (const name of before) old.run(readFileSync(`${folder}/${name}`, 'utf8'));
  copy('listing', ['popularity', 'place', 'hash']);
  copy('listing_category', []);
  for (const name of after) old.run(readFileSync(`${folder}/${name}`, 'utf8'));

  const store = createListingStore(wrapSqlite(old));
  const check = async () => {
    for (const [input, reading, numbers] of searches) {
      const query = { forms: toQueryForms(input), sort: 'relevance', page: 1, perPage: 24 } as const;
      const found = await store.search(query);
      expect([input, found.reading, toNumbers(found)]).toEqual([input, reading, numbers]);
    }
    const listed = await store.list({ category: 'blocks', sort: 'newest', page: 1, perPage: 24 });
    expect([listed.total, listed.ids.length]).toEqual([7, 7]);
    const pets = {
      forms: toQueryForms('공'),
      category: 'pets',
      sort: 'newest',
      page: 1,
      perPage: 24,
    } as const;
    expect(toNumbers(await store.search(pets))).toEqual([6]);
  };
  await check();
  const replaced = await store.replace({ after: '', last: null }, exampleListings, 2);
  expect(replaced).toEqual({ written: exampleListings.length, removed: 0 });
  await check();
  expect((await store.replace({ after: '', last: null }, exampleListings, 3)).written).toBe(0);

  function copy(table: string, without: string[]) {
    for (const row of database.sqlite.query<Record<string, string>, []>(`SELECT * FROM ${table}`).all()) {
      const columns = Object.keys(row).filter((name) => !without.includes(name));
      const marks = columns.map(() => '?').join(', ');
      old
        .query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
        .run(...columns.map((name) => row[name] as string));
    }
  }
});
