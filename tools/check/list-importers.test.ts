import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { root as shop } from '../workers.ts';
import { createReach } from './create-reach.ts';
import { createFolder } from './create-repository.helper.ts';
import { listImporters } from './list-importers.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  folder = await createFolder({
    'services/cart/package.json': JSON.stringify({
      ...{ name: '@jogakbo/cart-service', exports: { './contract': './contract.ts' } },
    }),
    'services/cart/contract.ts': `${importFrom('./price.ts')}export const paths = {};\n`,
    'services/cart/price.ts': importFrom('./rates.json'),
    'services/cart/rates.json': '{}',
    'services/cart/node_modules/other/index.ts': importFrom('../../price.ts'),
    'bff/cart/view.ts': importFrom('@jogakbo/cart-service/contract', 'type { paths }'),
    'tools/seed.ts': importFrom('../bff/cart/view.ts'),
    'tests/seed.test.ts': importFrom('../tools/seed.ts'),
    'bench/run.ts': importFrom('../tools/seed.ts'),
    'tests/bench.test.ts': importFrom('../bench/run.ts'),
    'services/menu/menu.ts': 'export {};\n',
    'services/menu/globals.d.ts': 'declare const now: number;\n',
  });
});
afterAll(() => folder.remove());

/** A line of source. Rules of the house read the sources of tests, too, and must not take it for an import of this file. */
function importFrom(file: string, names = 'value'): string {
  return ['import', names, 'from', `'${file}';\n`].join(' ');
}

const importersOfPrice = [
  ...['bff/cart/view.ts', 'services/cart/contract.ts', 'services/cart/price.ts'],
  ...['tests/bench.test.ts', 'tests/seed.test.ts', 'tools/seed.ts'],
];

describe('the files with types that a change can concern', () => {
  test.each([
    [
      'of a source are those that import it, over any number of files',
      'services/cart/price.ts',
      importersOfPrice,
    ],
    ['of data are those that read it', 'services/cart/rates.json', importersOfPrice],
    ['of a source that no file imports are itself', 'services/menu/menu.ts', ['services/menu/menu.ts']],
    ['of a style are none', 'frontends/cart/styles.css', []],
    ['of packages are all', 'services/cart/package.json', undefined],
    ['of an ambient declaration are all', 'services/menu/globals.d.ts', undefined],
    ['of a removed source are all', 'services/cart/gone.ts', undefined],
    ['of settings of the compiler are all', 'tsconfig.json', undefined],
  ])('%s', (_, file, expected) => expect(listImporters(folder.root, [file])).toEqual(expected));
});

test('the compiler reads no source that the imports do not lead to', async () => {
  const first = 'shell/pages.test.ts';
  const flags = ['--module', 'preserve', '--allowImportingTsExtensions', '--noEmit', '--listFilesOnly'];
  const command = [process.execPath, 'x', 'tsc', '--ignoreConfig', ...flags, first];
  const { stdout } = Bun.spawnSync(command, { cwd: shop });
  const read = stdout
    .toString()
    .split('\n')
    .filter((file) => file.startsWith(`${shop}/`) && !file.includes('/node_modules/'))
    .map((file) => file.slice(shop.length + 1));
  const reach = createReach(shop);
  const reached = new Set([first]);
  for (const file of reached) for (const target of reach.direct(file)) reached.add(target);
  expect(read.length).toBeGreaterThan(50);
  expect(read.filter((file) => !reached.has(file))).toEqual([]);
});
