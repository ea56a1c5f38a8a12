import { describe, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { readUnmarkedKorean } from '../read-unmarked-korean.helper.ts';

const shop = await openSharedShop();
const { manyOptions } = fixtures;
const ofMany = (index: number) => ({
  productId: manyOptions.id,
  itemId: manyOptions.itemIds[index] as string,
});

test('the check finds Korean text that is not marked as Korean, and no marked text', () => {
  const html =
    '<html lang="en"><title>제목</title><script>"글"</script><p>가<br>나<b lang="ko">다<i>라</i></b>a</p>' +
    '<img alt="마"><img alt="Picture of 바"><div lang="ko"><p lang="en">사</p>아</div></html>';
  expect(readUnmarkedKorean(html)).toEqual(['html p: 가', 'html p: 나', 'img alt: 마', 'div p: 사']);
});

describe('all Korean text is marked as Korean on the English page', () => {
  const campaigns = ['rocket', 'goldbox', 'events', 'subscription', 'gift-cards', 'travel'];
  test.each([
    '/',
    ...Object.values(fixtures).map(({ id }) => `/products/${id}`),
    ...['/categories/toys', '/search?q=포켓몬', '/search?q=없는말쓰기', '/search?q=ㅍㅋㅁ', '/search'],
    ...campaigns.map((id) => `/campaigns/${id}`),
    ...['/cart', '/login', '/signup', '/password/forgot', '/help', '/nowhere'],
    ...['/terms', '/privacy', '/returns', '/company'],
  ])('%s', async (path) => {
    const html = await (await shop.fetch(path, { headers: { cookie: 'lang=en' } })).text();
    expect(html).toContain('<html lang="en"');
    expect(readUnmarkedKorean(html)).toEqual([]);
  });

  test('of a member with a Korean name, address, cart and order', async () => {
    const shopper = await createShopper(shop);
    await shopper.get('/?lang=en');
    await shopper.post('/cart/items', { ...ofMany(0), quantity: '1' });
    await shopper.post('/my/addresses', {
      ...{ recipient: '김조각', phone: '010-1234-5678', postcode: '06236' },
      ...{ street: '서울 강남구 테헤란로 1', detail: '3층' },
    });
    const checkout = await shopper.start(1, ofMany(0));
    const order = await shopper.buy({ item: ofMany(2) });
    for (const path of ['/', '/cart', checkout, `/orders/${order}`, '/orders', '/my']) {
      const { status, text } = await shopper.get(path);
      expect([path, status, readUnmarkedKorean(text)]).toEqual([path, 200, []]);
    }
  });
});
