import { variants } from './variants.ts';

/** How many pieces of each variant are in a cart, by SKU. */
export type Cart = Map<string, number>;

const most = 9;

/** Reads a cart from its text, such as `HA-RED.2_PI-MNT.1`. A visitor may have changed the text, so what is wrong is left out. */
export function toCart(text: string): Cart {
  const lines = text.split('_').flatMap((line): [string, number][] => {
    const [sku = '', count = ''] = line.split('.');
    return variants.has(sku) && /^[1-9]$/.test(count) ? [[sku, Number(count)]] : [];
  });
  return new Map(lines);
}

/** Writes a cart as text. */
export function toCartText(cart: Cart): string {
  return [...cart].map(([sku, count]) => `${sku}.${count}`).join('_');
}

/** Adds one piece. It tells why if it cannot. */
export function addToCart(cart: Cart, sku: string): { ok: true; cart: Cart } | { ok: false; reason: string } {
  const variant = variants.get(sku);
  if (!variant) return { ok: false, reason: 'We do not sell this tractor.' };
  const count = (cart.get(sku) ?? 0) + 1;
  if (count > Math.min(variant.stock, most)) return { ok: false, reason: 'That is all we have of this one.' };
  return { ok: true, cart: new Map(cart).set(sku, count) };
}

/** Removes a variant with all its pieces. */
export function removeFromCart(cart: Cart, sku: string): Cart {
  return new Map([...cart].filter(([other]) => other !== sku));
}

/** Counts the pieces in a cart. */
export function countPieces(cart: Cart): number {
  return [...cart.values()].reduce((sum, count) => sum + count, 0);
}

/** Adds up the prices, in dollars. */
export function toTotal(cart: Cart): number {
  return [...cart].reduce((sum, [sku, count]) => sum + count * (variants.get(sku)?.price ?? 0), 0);
}
