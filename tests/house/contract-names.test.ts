import { describe, expect, test } from 'bun:test';
import { relative } from 'node:path';
import { root } from '../../tools/workers.ts';
import { readCode } from './read-imports.helper.ts';
import { sourceFiles } from './source-files.helper.ts';

describe('a name of a contract is the same in every file that imports it', () => {
  const files = sourceFiles.filter((file) => /\.tsx?$/.test(file));

  test('only the paths of a service have the name of their slice outside of it', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(files.flatMap((file) => findWrongNames(file, readCode(file)))).toEqual([]);
  });

  test.each([
    ['bff/cart/worker.ts', "import { paths as cartPaths } from '@jogakbo/cart-service/contract';", 0],
    ['services/cart/worker.ts', "import { type Cart, paths } from './contract.ts';", 0],
    ['frontends/cart/worker.ts', "import { CartView, paths } from '@jogakbo/cart-bff/contract';", 0],
    ['bff/cart/worker.ts', "import { paths } from '@jogakbo/cart-service/contract';", 1],
    ['tests/system/cart.test.ts', "import { paths } from '../../services/cart/contract.ts';", 1],
    ['bff/cart/worker.ts', "import { paths as stockPaths } from '@jogakbo/inventory-service/contract';", 1],
    ['services/cart/worker.ts', "import type {\n  Cart as View,\n} from './contract.ts';", 1],
    ['shell/worker.ts', "import { headers as protocol } from '@jogakbo/contracts/fragment';", 1],
    ['shell/worker.ts', "import { problem as refuse } from '@jogakbo/edge/problem';", 0],
  ])('in %s: %s', (file, code, wrong) => {
    expect(findWrongNames(file, code)).toHaveLength(wrong);
  });
});

/** Finds imports that give a name of a contract another name. */
function findWrongNames(file: string, code: string): string[] {
  return [...code.matchAll(/^import (?:type )?\{([^}]*)\} from '([^']+)'/gm)].flatMap(
    ([, names = '', specifier = '']) => {
      const contract = toContract(file, specifier);
      if (!contract) return [];
      return names
        .split(',')
        .map((part) => part.trim().replace(/^type /, ''))
        .filter(Boolean)
        .map((part) => part.split(' as ') as [name: string, local?: string])
        .filter(([name, local = name]) => local !== toExpected(file, contract, name))
        .map(([name, local = name]) => `${file}: ${name} of ${contract} is called ${local}`);
    },
  );
}

function toExpected(file: string, contract: string, name: string): string {
  const [folder, slice] = contract.split('/');
  return name === 'paths' && folder === 'services' && !file.startsWith(`services/${slice}/`)
    ? `${slice}Paths`
    : name;
}

/** The contract that an import means, such as `services/cart` or `contracts`; undefined for any other module. */
function toContract(file: string, specifier: string): string | undefined {
  const [, slice, tier] = specifier.match(/^@jogakbo\/(\w+)-(service|bff)\/contract$/) ?? [];
  if (slice) return `${tier === 'bff' ? 'bff' : 'services'}/${slice}`;
  const path = specifier.startsWith('.')
    ? relative(root, new URL(specifier, `file://${root}/${file}`).pathname)
    : specifier.replace(/^@jogakbo\//, '');
  return path.match(/^((?:services|bff)\/\w+)\/contract\.ts$/)?.[1] ?? path.match(/^contracts(?=\/)/)?.[0];
}
