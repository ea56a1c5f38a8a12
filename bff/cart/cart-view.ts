import type { Cart } from '@jogakbo/cart-service/contract';
import type { Stock } from '@jogakbo/inventory-service/contract';
import type { Price } from '@jogakbo/pricing-service/contract';
import type { ItemLabel } from '@jogakbo/product-service/contract';
import type { CartView, LineStock, LineView } from './contract.ts';

/** What other teams know about the items of a cart. */
type Known = { items: ItemLabel[]; prices: Price[]; stocks: Stock[] };

/** The cart as the page shows it. A missing product, price or stock leaves a gap and never a wrong number. */
export function toCartView(cart: Cart, { items, prices, stocks }: Known): CartView {
  const itemOf = new Map(items.map((item) => [item.itemId, item]));
  const priceOf = new Map(prices.map((price) => [price.itemId, price]));
  const stockOf = new Map(stocks.map((stock) => [stock.itemId, stock]));
  const lines = cart.lines.map((line): LineView => {
    const item = itemOf.get(line.itemId);
    const price = priceOf.get(line.itemId);
    const stock = stockOf.get(line.itemId);
    return {
      ...line,
      product: item ? { title: item.title, image: item.image, option: item.label } : null,
      price: price ? { list: price.list, final: price.final, discountPercent: price.discountPercent } : null,
      stock: stock ? toLineStock(stock, line.quantity) : null,
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
    orderable: lines.every(({ stock, quantity }) => stock === null || isEnough(stock, quantity)),
    remainder: cart.remainder.map((line) => ({ ...line, title: itemOf.get(line.itemId)?.title ?? null })),
  };
}

function toLineStock({ level, available }: Stock, wanted: number): LineStock {
  const few = level === 'low' || (level === 'in' && available < wanted);
  return { level, left: few ? available : null };
}

function isEnough({ level, left }: LineStock, wanted: number): boolean {
  return level !== 'out' && (left === null || left >= wanted);
}
