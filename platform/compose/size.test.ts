import { expect, test } from 'bun:test';
import { measureCompose } from '../../tools/size-compose.ts';

/** Bytes of the engine, minified and compressed. It may grow only on purpose. `bun tools/size-compose.ts` shows where they are. */
const budget = 23_000;

test('the engine stays within its budget of bytes', async () => {
  const { gzipped, files } = await measureCompose();
  expect(files.filter(({ file }) => !/^(?:platform\/compose|contracts)\//.test(file))).toEqual([]);
  expect(files.some(({ file }) => file === 'platform/compose/compose-page.ts')).toBe(true);
  expect(gzipped).toBeGreaterThan(8_000);
  expect(gzipped).toBeLessThanOrEqual(budget);
});

test('the schemas of the protocol and their library are an entry of their own', async () => {
  const { files } = await measureCompose('protocol.ts');
  expect(files.map(({ file }) => file)).toContain('valibot');
});
