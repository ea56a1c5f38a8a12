import { expect, test } from 'bun:test';
import { toCartView } from './cart-view.ts';

const line = (itemId: string, quantity: number) => ({ productId: '1', itemId, quantity });
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

test('totals are the prices of now, times quantity', () => {
  const view = toCartView(
    { lines: [line('1', 2), line('2', 3)] },
    [item('2'), item('1')],
    [price('1', 15_000, 10_390), price('2', 500, 500)],
  );
  expect(view).toMatchObject({ count: 2, total: 22_280, saved: 9_220, priced: true });
  expect(view.lines.map(({ itemId }) => itemId)).toEqual(['1', '2']);
});

test('what is not known leaves a gap and never a wrong sum', () => {
  const view = toCartView({ lines: [line('1', 2), line('2', 1)] }, [item('1')], [price('1', 100, 90)]);
  expect(view).toMatchObject({ count: 2, total: 180, saved: 20, priced: false });
  expect(view.lines[1]).toMatchObject({ product: null, price: null });
});

test('an empty cart is priced, at nothing', () => {
  expect(toCartView({ lines: [] }, [], [])).toEqual({
    count: 0,
    lines: [],
    total: 0,
    saved: 0,
    priced: true,
  });
});
