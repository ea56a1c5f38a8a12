import type { Cart } from '@jogakbo/cart-service/contract';
import type { Price } from '@jogakbo/pricing-service/contract';
import type { ItemLabel } from '@jogakbo/product-service/contract';
import type { CartView, LineView } from './contract.ts';

/** A cart as it is shown: what is missing from products or prices leaves gaps, never a wrong number. */
export function toCartView(cart: Cart, items: ItemLabel[], prices: Price[]): CartView {
  const itemOf = new Map(items.map((item) => [item.itemId, item]));
  const priceOf = new Map(prices.map((price) => [price.itemId, price]));
  const lines = cart.lines.map((line): LineView => {
    const item = itemOf.get(line.itemId);
    const price = priceOf.get(line.itemId);
    return {
      ...line,
      product: item ? { title: item.title, image: item.image, option: item.label } : null,
      price: price ? { list: price.list, final: price.final, discountPercent: price.discountPercent } : null,
    };
  });
  const sum = (amountOf: (price: NonNullable<LineView['price']>) => number) =>
    lines.reduce((total, { price, quantity }) => total + (price ? amountOf(price) * quantity : 0), 0);
  return {
    count: lines.length,
    lines,
    total: sum(({ final }) => final),
    saved: sum(({ list, final }) => list - final),
    priced: lines.every(({ price }) => price !== null),
  };
}
