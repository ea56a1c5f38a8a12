import { expect, test } from 'bun:test';
import { exports } from './package.json';

test('each file is exported under its own name, whatever its folder is', () => {
  const files = [...new Bun.Glob('*/*.ts').scanSync(import.meta.dir)]
    .filter((file) => !/\.(test|test-d|helper|d)\.ts$/.test(file))
    .sort();
  const exported = files.map((file) => [`./${file.replace(/^[^/]*\/|\.ts$/g, '')}`, `./${file}`]);
  expect(Object.entries(exports)).toEqual(exported as [string, string][]);
});

test('the README has a row for each folder', async () => {
  const readme = await Bun.file(`${import.meta.dir}/README.md`).text();
  const folders = new Set(
    [...new Bun.Glob('*/*.ts').scanSync(import.meta.dir)].map((file) => file.split('/')[0]),
  );
  const rows = [...readme.matchAll(/^\| `(\w+)`/gm)].map(([, folder]) => folder);
  expect(rows).toEqual([...folders].sort());
});
