import type { Price, Product } from './catalogue-types.ts';
import type { Draft } from './create-product.ts';
import type { Random } from './random.ts';
import type { Leaf } from './words-schema.ts';

const measures = ['g', 'ml', '개', '매'] as const;

/** Makes one price for each option. The options of a product share one discount, apart from rounding. */
export function createPrices(random: Random, leaf: Leaf, product: Product, draft: Draft): Price[] {
  const base = draft.low * (draft.high / draft.low) ** random.next();
  const discount = toDiscount(random, leaf.discountLimit ?? 70);
  const ending = random.pick([0, 0, 10, 20, 100]);
  const withCoupon = random.chance(0.15);
  const percentCoupon = random.chance(0.6);
  const couponShare = random.pick([5, 5, 10, 10, 15, 20]);

  let before: { final: number; amount: number } | undefined;
  return draft.choices.map(({ size = 1, pieces, factor }, index) => {
    const growth = (size / draft.smallest) ** (leaf.measure?.growth ?? 0.85);
    const amount = size * pieces;
    let final = toShopPrice(base * factor * growth * pieces ** 0.95, ending);
    // Without this, rounding could make the larger pack more expensive for each piece.
    if (before && amount > before.amount) {
      final = Math.min(final, Math.floor((before.final * amount) / before.amount / 10) * 10);
    }
    before = { final, amount };
    const list = discount === 0 ? final : toListPrice(final, discount);
    return {
      itemId: product.options[index]!.itemId,
      productId: product.id,
      list,
      final,
      discountPercent: Math.floor((1 - final / list) * 100),
      unit: toUnit(leaf, final, amount),
      coupon: withCoupon ? toCoupon(percentCoupon, couponShare, final) : null,
    };
  });
}

function toDiscount(random: Random, limit: number) {
  if (random.chance(0.25)) return 0;
  // The mean of two random numbers keeps most discounts near the middle, as in a real shop.
  const usual = Math.round(3 + (random.next() + random.next()) * 24);
  const discount = random.chance(0.08) ? random.integer(50, 68) : usual;
  return discount <= limit ? discount : random.integer(Math.min(5, limit), limit);
}

/** Rounds to prices as shops set them: 9,900원, 10,390원, 1,290,000원. */
function toShopPrice(won: number, ending: number) {
  if (won < 1000) return Math.max(100, Math.round(won / 10) * 10);
  const step = won < 100_000 ? 100 : won < 1_000_000 ? 1000 : 10_000;
  const rounded = Math.round(won / step) * step;
  if (won >= 100_000) return ending === 0 ? rounded : rounded - step / 10;
  if (won >= 10_000 && ending === 100) return Math.round(won / 1000) * 1000 - 100;
  return rounded - (ending % 100);
}

function toListPrice(final: number, discount: number) {
  const step = final < 5000 ? 10 : final < 100_000 ? 100 : 1000;
  const list = Math.round(final / (1 - discount / 100) / step) * step;
  return Math.max(list, Math.ceil((final * 1.02) / step) * step);
}

function toUnit(leaf: Leaf, final: number, amount: number): Price['unit'] {
  const measure = measures.find((each) => each === leaf.measure?.label);
  const per = leaf.measure?.per;
  if (!measure || !per) return null;
  return { per, measure, price: Math.round((final * per) / amount) };
}

function toCoupon(percent: boolean, share: number, final: number): Price['coupon'] {
  if (percent) return { kind: 'percent', value: share };
  return { kind: 'won', value: Math.max(100, Math.floor((final * share) / 100 / 100) * 100) };
}
