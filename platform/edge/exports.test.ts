import { expect, test } from 'bun:test';
import { exports } from './package.json';

test('each file is exported under its own name, whatever its folder is', () => {
  const files = [...new Bun.Glob('*/*.ts').scanSync(import.meta.dir)]
    .filter((file) => !/\.(test|test-d|helper|d)\.ts$/.test(file))
    .sort();
  const exported = files.map((file) => [`./${file.replace(/^[^/]*\/|\.ts$/g, '')}`, `./${file}`]);
  expect(Object.entries(exports)).toEqual(exported as [string, string][]);
});
