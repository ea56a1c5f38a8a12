import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import type { CampaignView } from './contract.ts';
import type { Listing } from './read-listing.ts';
import { toCards } from './to-cards.ts';

export type CardBindings = { PRODUCT: Binding; PRICING: Binding; REVIEW: Binding };

/** Each team whose data is shown is asked once. The one that owns a thing's name must answer; the others may be missing. */
export async function readCards(
  c: Caller,
  bindings: CardBindings,
  ids: Listing['ids'],
): Promise<Result<Pick<CampaignView, 'cards' | 'complete'>>> {
  if (ids.length === 0) return { ok: true, value: { cards: [], complete: true } };
  const productIds = ids.map(({ productId }) => productId);
  const itemIds = ids.map(({ itemId }) => itemId);
  const [products, prices, ratings] = await Promise.all([
    call(c, bindings.PRODUCT, productPaths.batch(productIds), ProductBatch),
    call(c, bindings.PRICING, pricePaths.ofItems(itemIds), PriceBatch, embellishing),
    call(c, bindings.REVIEW, reviewPaths.ofProducts(productIds), RatingBatch, embellishing),
  ]);
  if (!products.ok) return products;
  const cards = toCards(
    ids,
    products.value.products,
    prices.ok ? prices.value.prices : [],
    ratings.ok ? ratings.value.ratings : [],
  );
  return { ok: true, value: { cards, complete: prices.ok && ratings.ok } };
}

/** Well below a page's deadline, so that a list does without what hangs. */
const embellishing = { within: 800 };
