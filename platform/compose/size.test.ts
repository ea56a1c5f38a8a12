import { expect, test } from 'bun:test';

/** Bytes of the whole engine with its one dependency, minified and compressed. It may grow only on purpose. */
const budget = 17_500;

test('the engine stays within its budget of bytes', async () => {
  const { outputs } = await Bun.build({
    ...{ entrypoints: [`${import.meta.dir}/index.ts`], target: 'browser', minify: true },
  });
  const [bundle] = outputs;
  const code = Buffer.from(await (bundle as Blob).arrayBuffer());
  const size = Bun.gzipSync(code, { level: 9 }).byteLength;
  expect(code.toString()).not.toContain('node:');
  expect(size).toBeGreaterThan(8_000);
  expect(size).toBeLessThanOrEqual(budget);
});
