import { afterAll, beforeEach, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createShopper, type World } from './create-shopper.ts';
import { createLedger, faults } from './ledger.ts';
import { toVerdict } from './to-verdict.ts';

/** What a small shop with one product does wrong. */
let wrong: Partial<
  Record<'mixes' | 'fails' | 'forgets' | 'drops' | 'moves' | 'loses' | 'callsOld' | 'goesBack', boolean>
> = {};
let pieces = 0;
let looks = 0;

const fragment = (slot: string, slice: string, build: string, html: string, more = '') =>
  `<jb-fragment slot="${slot}" data-boundary="${slice}" data-version="${build}"${more}>${html}</jb-fragment>`;
const form = (value: string) =>
  `<form id="buy" method="post" action="/cart/items?page-version=new&amp;lang=ko"><input type="hidden" name="itemId" value="7"><input name="quantity" value="${value}"></form>`;

const server = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  async fetch(request) {
    const { pathname } = new URL(request.url);
    const html = (text: string, status = 200) =>
      new Response(`<html>${text}</html>`, { status, headers: { 'content-type': 'text/html' } });
    if (wrong.fails) return html('', 500);
    if (pathname.startsWith('/assets/')) return new Response('', { status: wrong.loses ? 404 : 200 });
    if (pathname.startsWith('/_fragments/'))
      return new Response('', { headers: { [headers.version]: wrong.moves ? 'old' : 'new' } });
    if (request.method === 'POST') {
      const quantity = new URLSearchParams(await request.text()).get('quantity') ?? '';
      if (quantity === '0') return html(fragment('buy', 'cart', 'new', form(wrong.drops ? '1' : '0')), 422);
      if (!wrong.forgets) pieces += Number(quantity);
      return new Response(null, { status: 303, headers: { location: '/cart' } });
    }
    if (pathname === '/cart')
      return html(
        fragment(
          'cart-lines',
          'cart',
          'new',
          `<input id="cart-quantity-7" name="quantity" value="${pieces}">`,
        ),
      );
    looks += 1;
    const build = wrong.goesBack && looks > 1 ? 'old' : 'new';
    return html(
      fragment(
        'cart',
        'cart',
        build,
        '<input name="key" value="k" form="buy">',
        ' data-src="/_fragments/cart/mini-cart"',
      ) +
        fragment(
          'buy',
          'cart',
          wrong.mixes ? 'other' : build,
          `${form('1')}<script src="/assets/cart/a.js"></script>`,
        ),
    );
  },
});
afterAll(() => server.stop(true));
beforeEach(() => {
  wrong = {};
  pieces = 0;
  looks = 0;
});

/** Lets a visitor do all that a visitor of a rehearsal does. @returns how often each fault was found */
async function visit() {
  const ledger = createLedger();
  const world: World = {
    ...{ url: server.url.origin, ledger, slices: ['cart'], repeatsWhenBusy: false },
    ...{ isNew: (_, build) => build === 'new', newIsDeployed: () => true, isRising: () => true, onLook() {} },
    callsNewService: () => (wrong.callsOld ? false : undefined),
  };
  const shopper = createShopper(world);
  const tab = await shopper.openTab('/products/1');
  const page = await shopper.open('/products/1');
  if (page) {
    await shopper.refuse(page);
    await shopper.add(page, 2);
    await shopper.lookIntoCart();
  }
  if (tab) await shopper.useTab(tab);
  return ledger;
}

test('a shop without faults has none, and the whole of its requests is counted', async () => {
  const { found, counts } = await visit();
  expect(faults.filter((fault) => found[fault].count > 0)).toEqual([]);
  expect(counts).toMatchObject({ pages: 4, forms: 3, 'carts that were compared': 2, 'uses of old tabs': 1 });
  expect(pieces).toBe(3);
});

test.each([
  ['fails', 'requests with an error'],
  ['mixes', 'pages with two versions of a slice'],
  ['callsOld', 'pages whose slice called another version of its service'],
  ['goesBack', 'visitors who lost the new version while its share rose'],
  ['forgets', 'inputs that were lost'],
  ['drops', 'inputs that were lost'],
  ['moves', 'old tabs that stopped working'],
  ['loses', 'old tabs that stopped working'],
] as const)('a shop that %s is found: %s', async (what, fault) => {
  wrong = { [what]: true };
  const ledger = await visit();
  expect(ledger.found[fault].count).toBeGreaterThan(0);
  const phases = { phases: [], requests: 1, seen: ['cart'], released: ['cart'] };
  const verdict = toVerdict({ ledger, ...phases, rollbackSeconds: 0, hasBrowser: true });
  expect(verdict.ok).toBe(false);
  expect(verdict.lines.find((line) => line.what === fault)).toMatchObject({ ok: false });
});

test.each([
  ['too few requests', { requests: 1_000 }],
  ['a slice without its new version', { seen: [] }],
  ['no page in Chromium', { ledger: createLedger() }],
  ['a rollback of more than 5 s', { rollbackSeconds: 5.1 }],
])('a rehearsal with %s fails', (_, more) => {
  const good = { phases: [], requests: 0, seen: ['cart'], released: ['cart'], rollbackSeconds: 1 };
  const { found } = createLedger();
  const ledger = { found, counts: { 'pages in Chromium': 1 } };
  const outcome = { ledger, ...good, hasBrowser: true };
  expect(toVerdict(outcome).ok).toBe(true);
  expect(toVerdict({ ...outcome, ...more }).ok).toBe(false);
});
