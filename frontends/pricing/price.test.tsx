import { expect, test } from 'bun:test';
import { renderStatic } from '@jogakbo/ui/render';
import { Price } from './price.tsx';

const price = {
  itemId: '1',
  productId: '2',
  list: 15_000,
  final: 10_390,
  discountPercent: 30,
  unit: null,
  coupon: null,
  badges: ['rocket' as const],
};

test('the discount is shown as the BFF states it', () => {
  const html = renderStatic(() => Price({ language: 'ko', price }));
  expect(html).toContain('30%');
  expect(html).toContain('15,000원');
  expect(html).toContain('10,390원');
  expect(html).toContain('로켓배송');
});

test('a unit price and a coupon are in the language of the page', () => {
  const unit = { per: 10, measure: 'g', price: 120 } as const;
  const coupon = { kind: 'percent', value: 5 } as const;
  expect(renderStatic(() => Price({ language: 'ko', price: { ...price, unit, coupon } }))).toMatch(
    /10g당 120원.*쿠폰할인 5%/,
  );
  expect(renderStatic(() => Price({ language: 'en', price: { ...price, unit, coupon } }))).toMatch(
    /₩120 per 10 g.*5% coupon/,
  );
});

test('without a discount there is no list price', () => {
  const html = renderStatic(() =>
    Price({ language: 'ko', price: { ...price, list: 10_390, discountPercent: 0 } }),
  );
  expect(html).not.toContain('<del');
});
