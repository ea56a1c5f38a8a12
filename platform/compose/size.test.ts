import { expect, test } from 'bun:test';
import { measureBundles, measureCompose, measureNames } from '../../tools/size-compose.ts';

/** Bytes of each entry, minified and compressed. They may grow only on purpose. `bun tools/size-compose.ts` shows where they are. */
const budgets: Record<string, number> = {
  '.': 20_050,
  './host': 24_500,
  './batch, besides .': 2_150,
  './data-centre, besides .': 1_150,
  './private-copies, besides .': 550,
  './http, besides ./host': 730,
  './protocol': 3_000,
};

test('each entry stays within its budget of bytes', async () => {
  const gzipped = await measureBundles();
  expect(Object.keys(gzipped)).toEqual(Object.keys(budgets));
  const over = Object.entries(gzipped).filter(
    ([name, bytes]) => !(bytes > 0 && bytes <= (budgets[name] ?? 0)),
  );
  expect(over).toEqual([]);
});

test('a file that declares pages pays for the declaration alone', async () => {
  const { gzipped } = await measureNames('index.ts', 'definePage', 'escapeAttribute');
  expect(gzipped).toBeLessThanOrEqual(2_500);
});

test('the main entry has the engine alone: no library, and nothing of a host', async () => {
  const { files } = await measureCompose('index.ts');
  const names = files.map(({ file }) => file);
  expect(names.filter((file) => !/^(?:platform\/compose|contracts)\//.test(file))).toEqual([]);
  expect(names).toContain('platform/compose/compose-page.ts');
  expect(
    names.filter((file) => /handler|routes|form-passer|http-endpoint|batches|foresight/.test(file)),
  ).toEqual([]);
});

test('the schemas of the protocol and their library are an entry of their own', async () => {
  const { files } = await measureCompose('protocol.ts');
  expect(files.map(({ file }) => file)).toContain('valibot');
});
