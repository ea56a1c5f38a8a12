import type { Card } from '@jogakbo/contracts/card';
import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { paths as inventoryPaths, StockBatch } from '@jogakbo/inventory-service/contract';
import { PriceBatch, paths as pricingPaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import { PromiseBatch, paths as transportPaths } from '@jogakbo/transport-service/contract';
import type { CardProduct } from './to-card.ts';
import { toCardDetails } from './to-card-details.ts';
import { toCards } from './to-cards.ts';

/** Bindings to the five services that own the data of a card. */
export type CardOwners = Record<'PRODUCT' | 'PRICING' | 'REVIEW' | 'INVENTORY' | 'TRANSPORT', Binding>;

/** `complete` is false if a service gave no answer, so that its data is missing. */
export type CardList = { cards: Card[]; complete: boolean };

type Listed = { productId: string; itemId: string };

type CardOptions<Entry extends Listed> = {
  owners: CardOwners;
  /** Products in the order in which they are shown, each with the item of which price and stock are shown. */
  list: readonly Entry[];
  /**
   * Returns what to show of a product if the product service gives no answer, or undefined to leave the product out. With `standIn`
   * the list waits no longer for the product service than for the others, and does not fail with it.
   */
  standIn?: (entry: Entry) => Pick<Card, 'title' | 'image'> | undefined;
};

/** After this time a list is shown without the data of a slow service. It is well below the deadline of a page. */
const ownerTimeoutMs = 800;

/**
 * Reads the cards of a list: calls each of the five owners once, all at the same time, and merges their answers in the order of the
 * list. The cards have a gap where pricing, review, inventory or transport gives no answer. Products that are no longer sold have no
 * card.
 *
 * @returns the cards, or the failure of the product service if there is no `standIn`
 *
 * @example
 * const list = await readCards(c, { owners: c.env, list: listing.value.ids });
 * if (!list.ok) return passFailure(c, list);
 * return c.json(list.value);
 */
export async function readCards<Entry extends Listed>(
  c: Caller,
  { owners, list, standIn }: CardOptions<Entry>,
): Promise<Result<CardList>> {
  if (list.length === 0) return { ok: true, value: { cards: [], complete: true } };
  const ids = list.map(({ productId }) => productId);
  const items = list.map(({ itemId }) => itemId);
  const limited = { within: ownerTimeoutMs };
  const [products, prices, ratings, stocks, promises] = await Promise.all([
    call(c, owners.PRODUCT, productPaths.batch(ids), ProductBatch, standIn ? limited : {}),
    call(c, owners.PRICING, pricingPaths.ofItems(items), PriceBatch, limited),
    call(c, owners.REVIEW, reviewPaths.ofProducts(ids), RatingBatch, limited),
    call(c, owners.INVENTORY, inventoryPaths.ofItems(items), StockBatch, limited),
    call(c, owners.TRANSPORT, transportPaths.promises(), PromiseBatch, limited),
  ]);
  const { complete, ...details } = toCardDetails({ prices, ratings, stocks, promises });
  if (products.ok)
    return { ok: true, value: { cards: toCards(list, products.value.products, details), complete } };
  if (!standIn) return products;
  // The badges, which say how a product travels, are not known, so that no arrival can be promised.
  const cards = toCards(list, toStandIns(list, standIn), { ...details, promises: undefined });
  return { ok: true, value: { cards, complete: false } };
}

function toStandIns<Entry extends Listed>(
  list: readonly Entry[],
  standIn: NonNullable<CardOptions<Entry>['standIn']>,
): CardProduct[] {
  return list.flatMap((entry) => {
    const shown = standIn(entry);
    return shown ? [{ ...shown, id: entry.productId, itemId: entry.itemId, badges: [] }] : [];
  });
}
