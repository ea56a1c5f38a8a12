import { expect, test } from 'bun:test';
import type { Cart } from '@jogakbo/cart-service/contract';
import type { Stock } from '@jogakbo/inventory-service/contract';
import { toCartView } from './cart-view.ts';

const line = (itemId: string, quantity: number) => ({ productId: '1', itemId, quantity });
const toCart = (...lines: Cart['lines']): Cart => ({ lines, remainder: [] });
const item = (itemId: string) => ({
  itemId,
  productId: '1',
  title: '나노블록',
  label: '혼합 색상',
  image: '/x.svg',
});
const price = (itemId: string, list: number, final: number) => ({
  ...{ itemId, productId: '1', list, final, discountPercent: 30 },
  ...{ unit: null, coupon: null },
});

const nothing = { items: [], prices: [], stocks: [] };

test('totals are current prices times quantity', () => {
  const view = toCartView(toCart(line('1', 2), line('2', 3)), {
    ...nothing,
    items: [item('2'), item('1')],
    prices: [price('1', 15_000, 10_390), price('2', 500, 500)],
  });
  expect(view).toMatchObject({ count: 2, total: 22_280, saved: 9_220, priced: true });
  expect(view.lines.map(({ itemId }) => itemId)).toEqual(['1', '2']);
});

test('an unknown price or name leaves a gap and never a wrong sum', () => {
  const view = toCartView(toCart(line('1', 2), line('2', 1)), {
    ...nothing,
    items: [item('1')],
    prices: [price('1', 100, 90)],
  });
  expect(view).toMatchObject({ count: 2, total: 180, saved: 20, priced: false });
  expect(view.lines[1]).toMatchObject({ product: null, price: null, stock: null });
});

test('an empty cart costs nothing and lacks no price', () => {
  expect(toCartView(toCart(), nothing)).toEqual({
    count: 0,
    lines: [],
    total: 0,
    saved: 0,
    priced: true,
    orderable: true,
    remainder: [],
  });
});

test.each<[available: number, level: Stock['level'], left: number | null, orderable: boolean]>([
  [400, 'in', null, true],
  [8, 'in', null, true],
  [7, 'in', 7, false],
  [3, 'low', 3, false],
  [0, 'out', null, false],
])('a line of 8 pieces with %p in stock, level %p', (available, level, left, orderable) => {
  const stocks = [{ itemId: '1', productId: '1', available, level }];
  const view = toCartView(toCart(line('1', 8)), { ...nothing, stocks });
  expect(view.lines[0]?.stock).toEqual({ level, left });
  expect(view.orderable).toBe(orderable);
});

test('a line that had no room is shown with its name and is not in the totals', () => {
  const cart = { lines: [line('1', 1)], remainder: [line('2', 3), line('3', 1)] };
  const view = toCartView(cart, { ...nothing, items: [item('2')], prices: [price('1', 100, 90)] });
  expect(view).toMatchObject({ count: 1, total: 90, orderable: true });
  expect(view.remainder).toEqual([
    { ...line('2', 3), title: '나노블록' },
    { ...line('3', 1), title: null },
  ]);
});
