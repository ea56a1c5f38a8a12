import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { type Contract, emptyContract } from '../contracts/contract.ts';
import { createFolder, toSliceFiles } from './create-repository.helper.ts';
import { describePlan, planCheck } from './plan-check.ts';
import { readLinks } from './read-links.ts';

/** A small shop: order reads cart's contract through a package of the platform, and the shell shows a fragment of cart. */
async function openShop(records: Contract[] = []) {
  const folder = await createFolder({
    ...{ ...toSliceFiles('cart'), ...toSliceFiles('order'), ...toSliceFiles('menu') },
    'platform/cards/package.json': JSON.stringify({
      ...{ name: '@jogakbo/cards', exports: { './read-cards': './read-cards.ts' } },
    }),
    'platform/cards/read-cards.ts': "export type { paths } from '@jogakbo/cart-service/contract';\n",
    'services/order/read.ts': "import { paths } from '@jogakbo/cards/read-cards';\nexport default paths;\n",
    'wrangler.toml': '[[services]]\nservice = "jogakbo-cart-frontend"\n',
  });
  const links = readLinks(folder.root, records);
  await folder.remove();
  return (files: string[]) => planCheck(files, links);
}

describe('the plan of a check', () => {
  test('has the changed slice and those that need it, with reasons', async () => {
    const plan = await openShop();
    expect(describePlan(plan(['services/cart/cart.ts', 'frontends/cart/texts.ts']))).toEqual([
      'cart changed (2 files).',
      'order is checked, too: services/order/read.ts imports services/cart/contract.ts.',
      'platform/cards is checked, too: platform/cards/read-cards.ts imports services/cart/contract.ts.',
      'shell is checked, too: wrangler.toml binds jogakbo-cart-frontend.',
    ]);
    expect(describePlan(plan(['services/menu/worker.ts']))).toEqual(['menu changed (1 file).']);
  });

  test('knows from the records what a slice reads of another one', async () => {
    const empty = emptyContract('menu');
    const route = {
      worker: 'menu-bff',
      of: 'order-service',
      method: 'GET',
      path: '/orders',
      sends: {},
      reads: true,
    };
    const event = { worker: 'order-service', type: 'order.placed', data: true };
    const records: Contract[] = [
      { ...empty, needs: { ...empty.needs, routes: [route] } },
      { ...emptyContract('order'), offers: { ...empty.offers, events: [event] } },
      {
        ...emptyContract('cart'),
        needs: { ...empty.needs, events: [{ worker: 'cart-service', type: 'order.placed', reads: true }] },
      },
    ];
    expect(describePlan((await openShop(records))(['services/order/worker.ts']))).toEqual([
      'order changed (1 file).',
      'cart is checked, too: cart reads the event order.placed.',
      'menu is checked, too: menu calls GET /orders of order-service.',
    ]);
  });

  test.each([
    ['platform/edge/calls/call.ts'],
    ['contracts/money.ts'],
    ['shell/pages/product.ts'],
    ['tools/build.ts'],
    ['tests/open-shop.helper.ts'],
    ['bun.lock'],
    ['wrangler.toml'],
    ['services/lua.d.ts'],
  ])('has everything after a change of %s', async (file) => {
    const plan = (await openShop())(['services/menu/worker.ts', file]);
    expect(describePlan(plan)).toEqual([
      `${file} changed, and every slice depends on it: everything is checked.`,
    ]);
  });

  test('has no slice after a change of documents and house rules', async () => {
    const plan = (await openShop())([
      'docs/glossary.md',
      'services/cart/README.md',
      'tests/house/names.test.ts',
    ]);
    expect(describePlan(plan)).toEqual(['No slice changed: only the rules of the house are checked.']);
  });

  test('has a test of the whole shop that has changed itself, and the slice of a changed record', async () => {
    const plan = (await openShop())(['tests/system/menu.test.ts', 'contracts/released/menu.json']);
    expect(describePlan(plan)).toEqual(['menu changed (1 file).', 'tests/system/menu.test.ts changed.']);
  });
});

const names = ['alpha', 'beta', 'gamma', 'delta', 'omega'];
/** Each way in which one slice may depend on another. */
const ways = {
  import: (from: string, to: string) => ({
    [`services/${from}/reads-${to}.ts`]: `import type { paths } from '@jogakbo/${to}-service/contract';\n`,
  }),
  'lazy import': (from: string, to: string) => ({
    [`services/${from}/loads-${to}.ts`]: `export const load = () => import('@jogakbo/${to}-service/contract');\n`,
  }),
  'import through two files': (from: string, to: string) => ({
    [`platform/edge/${to}.ts`]: `export * from '../../services/${to}/contract.ts';\n`,
    [`frontends/${from}/${to}.tsx`]: `import { paths } from '../../platform/edge/${to}';\n`,
  }),
  binding: (from: string, to: string) => ({
    [`frontends/${from}/wrangler.toml`]: `[[services]]\nbinding = "X"\nservice = "jogakbo-${to}-service"\n`,
  }),
  record: () => ({}),
} satisfies Record<string, (from: string, to: string) => Record<string, string>>;

test('a slice that imports, binds or reads a changed one is always in the plan', async () => {
  const slice = fc.constantFrom(...names);
  const link = fc.record({
    from: slice,
    to: slice,
    way: fc.constantFrom(...(Object.keys(ways) as (keyof typeof ways)[])),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(link, { maxLength: 6 }), slice, async (links, changed) => {
      const files = Object.assign(
        {},
        ...names.map(toSliceFiles),
        ...links.map(({ from, to, way }) => ways[way](from, to)),
      );
      // A frontend has one file of settings, so the last of its bindings counts.
      const isKept = ({ from, to, way }: (typeof links)[number]) =>
        way !== 'binding' || files[`frontends/${from}/wrangler.toml`].includes(`jogakbo-${to}-`);
      const { root, remove } = await createFolder(files);
      const records = links
        .filter(({ way }) => way === 'record')
        .map(({ from, to }) => {
          const empty = emptyContract(from);
          const fragment = { worker: `${from}-bff`, of: `${to}-frontend`, name: 'x', sends: true };
          return { ...empty, needs: { ...empty.needs, fragments: [fragment] } };
        });
      const plan = planCheck([`services/${changed}/worker.ts`], readLinks(root, records));
      await remove();
      const expected = links.filter((each) => each.to === changed && each.from !== changed && isKept(each));
      expect([...plan.needing.keys()]).toEqual(expect.arrayContaining(expected.map(({ from }) => from)));
    }),
    { numRuns: 25 },
  );
});
