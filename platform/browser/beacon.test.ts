import { expect, test } from 'bun:test';
import { brotliCompressSync } from 'node:zlib';

const sizes = async (names: string[]) => {
  const entrypoints = names.map((name) => `${import.meta.dir}/${name}.ts`);
  const { outputs } = await Bun.build({ entrypoints, target: 'browser', format: 'esm', minify: true });
  return Promise.all(outputs.map(async (output) => brotliCompressSync(await output.text()).byteLength));
};

test('the script that measures a page has less than 2 KB, compressed', async () => {
  const [size = 0] = await sizes(['beacon']);
  expect(size).toBeGreaterThan(1_000);
  expect(size).toBeLessThan(2 * 1024);
});
