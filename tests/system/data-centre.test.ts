import { afterAll, expect, test } from 'bun:test';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { createReviewer } from '../create-reviewer.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop({ crons: false });
afterAll(() => shop.close());

const product = '51862822';
const path = `/products/${product}`;

/** Slots whose copies may be shown for minutes, on however slow a machine. */
const lasting = ['strip', 'breadcrumb', 'gallery', 'title', 'attributes', 'reviews'];

test('a new isolate shows a guest the copies of the data centre', async () => {
  const guest = createVisitor(shop.url);
  // On a busy machine, a part may miss its deadline.
  await until('a page without copies', async () => {
    await shop.clearFaults();
    return sourcesOf(await guest.get(path)).every((source) => source === 'fresh');
  });
  // The copies are written after the response.
  const again = await until('a page from copies', async () => {
    await shop.forgetIsolate();
    const page = await guest.get(path);
    return sourcesOf(page).every((source) => source === 'cache' || source === 'stale') && page;
  });
  expect(again.text.includes('나노블록')).toBe(true);
});

function sourcesOf({ headers }: { headers: Headers }): (string | undefined)[] {
  const timing = headers.get('server-timing') ?? '';
  return lasting.map((slot) => new RegExp(`\\b${slot};dur=\\d+;desc="(\\w+)`).exec(timing)?.[1]);
}

test('a member who writes a review sees it on the next page, in whatever isolate', async () => {
  const member = await createReviewer(shop, product);
  await createVisitor(shop.url).get(path);
  const written = await member.review(product, {
    ...{ rating: '5', title: '데이터 센터', body: '조립이 쉽고 완성하니 귀여워요.' },
  });
  expect(written.status).toBe(303);
  expect(member.cookies.get('changes')).toMatch(/^review-51862822\.\w+$/);
  await shop.forgetIsolate();
  expect(readSlot((await member.get(path)).text, 'reviews').html).toContain('데이터 센터');
});
