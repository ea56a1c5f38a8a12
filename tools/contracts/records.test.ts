import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { ContractError } from './contract-error.ts';
import { toConsumer, toProvider } from './example-contracts.helper.ts';
import { readRecords, removeRecord, writeRecord } from './records.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-records-'));
afterAll(() => rm(folder, { recursive: true }));

const provider = toProvider({ answer: v.object({ a: v.string() }) });

test('a record is read as it was written, and has a line for each route', async () => {
  await writeRecord(provider, folder);
  await writeRecord(toConsumer({}), folder);
  expect((await readRecords(folder)).find(({ slice }) => slice === 'stock')).toEqual(provider);
  expect(await readFile(`${folder}/stock.json`, 'utf8')).toContain(
    '\n      {"worker":"stock-service","method":"GET"',
  );
  // No part of a file is left.
  expect((await readdir(folder)).sort()).toEqual(['cart.json', 'stock.json']);
});

test.each([
  ['no JSON', '{"slice":', 'cart.json is no JSON'],
  ['another form', '{"slice":"cart","offers":{}}', 'cart.json is no contract'],
  ['an unknown part', JSON.stringify({ ...toConsumer({}), extra: 1 }), 'cart.json is no contract: extra'],
  ['the contract of another slice', JSON.stringify(provider), 'cart.json has the contract of stock'],
])('a record with %s is refused with the way out, and can be replaced', async (_, text, message) => {
  await writeFile(`${folder}/cart.json`, text);
  const error = await readRecords(folder).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ContractError);
  expect(error.message).toContain(message);
  expect(error.message).toContain('bun run contracts --record cart --force');
  expect((await readRecords(folder, ['cart'])).map(({ slice }) => slice)).toEqual(['stock']);
});

test('the record of a slice that is gone is removed, also twice', async () => {
  await removeRecord('cart', folder);
  await removeRecord('cart', folder);
  expect((await readRecords(folder)).map(({ slice }) => slice)).toEqual(['stock']);
});

test('a shop without any record has none', async () => {
  expect(await readRecords(`${folder}/none`)).toEqual([]);
});
