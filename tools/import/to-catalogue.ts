import { createHash } from 'node:crypto';
import type { CouponTerms } from '../../services/pricing/coupon-terms.ts';
import type { Spelling } from '../../services/search/seed.ts';
import type { Catalogue, Category, Product } from '../seed/catalogue-types.ts';
import type { ItemStock } from '../seed/create-stocks.ts';
import type { Listing } from './to-listing.ts';

/** What an import sends to the shop, in the order of sending. */
export type Shipment = Omit<Catalogue, 'categories'> & {
  categories: Omit<Category, 'position'>[];
  stocks: ItemStock[];
  /** Only the seed has coupons and spellings. */
  coupons?: CouponTerms[];
  spellings?: Spelling[];
};

/** Joins the items of a feed into products with options, and their categories into a tree. @param now epoch milliseconds */
export function toCatalogue(listings: Listing[], now: number): Shipment {
  const categories = new Map<string, Omit<Category, 'position'>>();
  const groups = Map.groupBy(listings, ({ productId }) => productId);
  const products = [...groups].map(([id, items]) => toProduct(id, items, now, categories));
  return {
    ...{ categories: [...categories.values()], products, reviews: [] },
    prices: listings.map(({ itemId, productId, list, final }) => ({
      ...{ itemId, productId, list, final, unit: null, coupon: null },
      discountPercent: list > 0 ? Math.round(((list - final) / list) * 100) : 0,
    })),
    stocks: listings.map(({ itemId, productId, available }) => ({ itemId, productId, available })),
  };
}

function toProduct(
  id: string,
  items: Listing[],
  now: number,
  categories: Map<string, Omit<Category, 'position'>>,
): Product {
  const [first] = items as [Listing, ...Listing[]];
  let parent: string | null = null;
  for (const [index, name] of first.category.entries()) {
    const slug = toSlug(first.category.slice(0, index + 1));
    categories.set(slug, categories.get(slug) ?? { slug, parent, name: { ko: name, en: name } });
    parent = slug;
  }
  const hue = Number.parseInt(toHash(id).slice(0, 4), 16) % 360;
  return {
    ...{ id, title: first.title, brand: first.brand, category: parent as string, createdAt: now },
    optionName: items.length > 1 ? '옵션' : '',
    options: items.map(({ itemId, label }, index) => ({
      itemId,
      label: label || (items.length > 1 ? `${index + 1}` : ''),
    })),
    attributes: first.attributes,
    badges: [],
    // The shop draws its pictures. A product of a feed has its photo, and without one a box in a color of its own.
    picture: {
      ...{ shape: 'box', hue, accent: (hue + 150) % 360, pattern: 0 },
      ...(first.photo ? { url: first.photo } : {}),
    },
  };
}

/** A category in Latin letters is readable in its address; another one gets a short hash of its names. */
function toSlug(names: string[]): string {
  const path = names.join('-');
  const plain = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const isLatin = /^[\x20-\x7e]+$/.test(path) && plain.length > 0 && plain.length <= 64;
  return isLatin ? plain : `c-${toHash(names.join('>')).slice(0, 10)}`;
}

function toHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
