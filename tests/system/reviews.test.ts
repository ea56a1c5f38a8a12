import { expect, test } from 'bun:test';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { callAs } from '../call-as.helper.ts';
import { createReviewer } from '../create-reviewer.helper.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openSharedShop();

const bad = { rating: '1', title: '나빠요', body: '열 글자가 넘는 상품평이에요.' };
const good = { rating: '5', title: '아이가 좋아해요', body: '조립이 쉽고 완성하니 귀여워요.' };

const reviews = await shop.databaseOf('review-service');
type Rated = { product_id: string; count: number; sum: number };
const { results } = await reviews
  .prepare('SELECT * FROM rating_summary WHERE count = 4 AND stars_5 < 4 ORDER BY product_id DESC LIMIT 1')
  .all<Rated>();
const before = results[0] as Rated;
const product = before.product_id;
const rated = async () => {
  const { count, sum } = (await reviews
    .prepare('SELECT * FROM rating_summary WHERE product_id = ?')
    .bind(product)
    .first<Rated>()) as Rated;
  return [count, sum];
};
const listed = async () => {
  const index = await shop.databaseOf('search-service');
  const row = await index
    .prepare('SELECT review_count AS count, rating FROM listing WHERE product_id = ?')
    .bind(product)
    .first<{ count: number; rating: number }>();
  return row as { count: number; rating: number };
};
const inSlot = (html: string, slot: string) => toText(readSlot(html, slot).html);

test('40 one-star reviews by a guest do not change the rating, and the page says who may review', async () => {
  const guest = createVisitor(shop.url);
  const page = await guest.get(`/products/${product}`);
  expect(inSlot(page.text, 'review-form')).toContain('상품을 받아 보신 회원만 상품평을 쓸 수 있어요');
  for (let each = 0; each < 40; each++) {
    const refused = await guest.post(`/products/${product}/reviews`, { ...bad, title: `나빠요 ${each}` });
    expect(refused.status).toBe(401);
    if (each > 0) continue;
    expect(inSlot(refused.text, 'review-form')).toContain('로그인');
    expect(readSlot(refused.text, 'review-form').html).toContain('나빠요 0');
  }
  const api = await guest.postJson('/api/review/reviews', { productId: product, ...bad });
  expect([api.status, JSON.parse(api.text).reason]).toEqual([401, 'log-in']);
  expect(await rated()).toEqual([before.count, before.sum]);
});

test('the review of a member without a delivery is refused, and the form keeps the text', async () => {
  const member = await createShopper(shop);
  const refused = await member.post(`/products/${product}/reviews`, bad);
  expect(refused.status).toBe(403);
  expect(inSlot(refused.text, 'review-form')).toContain('받아 보신 회원만');
  expect(readSlot(refused.text, 'review-form').html).toContain(bad.title);
  expect(await rated()).toEqual([before.count, before.sum]);
});

test('a member with a delivery writes one review, changes it and withdraws it, and rating, page and search follow', async () => {
  const member = await createReviewer(shop, product);
  await member.get(`/products/${product}`);
  const written = await member.review(product, good);
  expect([written.status, written.location]).toEqual([303, `/products/${product}#reviews`]);
  const page = (await member.get(`/products/${product}`)).text;
  const [first = ''] = readSlot(page, 'reviews').html.split('<li class="review"').slice(1);
  expect(toText(`<li${first}`)).toMatch(/아이가 좋아해요 .*김\*각 .*구매확정/);
  expect(inSlot(page, 'stars')).toContain('5개 상품평');
  expect(await rated()).toEqual([before.count + 1, before.sum + 5]);
  await until('the index', async () => (await listed()).count === before.count + 1);

  for (let times = 0; times < 3; times++)
    expect((await member.review(product, { ...good, rating: '1' })).status).toBe(303);
  expect(await rated()).toEqual([before.count + 1, before.sum + 1]);
  // On a busy machine, the form may say first that it cannot know who may review.
  const form = await until('the form with the review', async () => {
    const shown = await member.openForm(product);
    return shown.includes('아이가 좋아해요') && shown;
  });
  expect(toText(form)).toContain('내 상품평');
  const changed = (before.sum + 1) / (before.count + 1);
  await until('the index', async () => Math.abs((await listed()).rating - changed) < 0.06);

  const withdrawn = await member.review(product, { rating: '', title: '', body: '', intent: 'withdraw' });
  expect(withdrawn.status).toBe(303);
  const after = (await member.get(`/products/${product}`)).text;
  expect(inSlot(after, 'stars')).toContain('4개 상품평');
  expect(inSlot(after, 'reviews')).not.toContain('아이가 좋아해요');
  expect(await rated()).toEqual([before.count, before.sum]);
  await until('the index', async () => (await listed()).count === before.count);
});

test('with its own token, the review service can read only the masked name of a member', async () => {
  const { member } = await createReviewer(shop);
  const ask = async (issuer: string, path: string) =>
    (await callAs(shop, { issuer, member, audience: ['member'] }))('member-service', 'GET', path);
  const name = await ask('review-service', `/members/${member}/display-name`);
  expect(name).toEqual({ status: 200, body: { name: '김*각' } });
  for (const path of ['/me', '/me/addresses']) expect((await ask('review-service', path)).status).toBe(403);
  expect((await ask('shell', `/members/${member}/display-name`)).status).toBe(403);
});
