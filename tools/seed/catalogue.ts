import type { Catalogue, Place } from './catalogue-types.ts';
import { createCategories } from './create-categories.ts';
import { createPrices } from './create-prices.ts';
import { createProduct } from './create-product.ts';
import { createReviews } from './create-reviews.ts';
import { giveIds } from './give-ids.ts';
import { createRandom } from './random.ts';
import { shareReviews } from './share-reviews.ts';
import { showcase } from './showcase.ts';
import { departments } from './words.ts';

/** The products of a shop, if the caller asks for no other number. */
export const defaultProducts = 2_000;
const reviewCount = 10_000;

/**
 * Makes the data of the whole shop. The same seed gives the same data; the products of `showcase` are in it for every seed.
 *
 * @param seed a whole number
 * @param productCount how many products; with more than 2,000, some titles differ only in a number
 */
export function createCatalogue(seed = 51862822, productCount = defaultProducts): Catalogue {
  const places = listPlaces();
  const titles = new Set(showcase.map(({ product }) => product.title));
  const numbered = productCount > defaultProducts;
  const entries = places.flatMap((place, index) => {
    const random = createRandom(seed, place.leaf.slug);
    const length = toShare(productCount - showcase.length, index, places.length);
    return Array.from({ length }, () => {
      const { product, draft } = createProduct(random, place, titles, numbered);
      return { place, kind: draft.kind, product, prices: createPrices(random, place.leaf, product, draft) };
    });
  });
  giveIds(createRandom(seed, 'ids'), entries);

  const shown = showcase.map(({ product, kind, prices }) => {
    const place = places.find(({ leaf }) => leaf.slug === product.category);
    if (!place)
      throw new Error(`showcase.ts: ${product.id} is in ${product.category}, which is no leaf category`);
    return { place, kind, product, prices: prices.map((price) => ({ ...price, productId: product.id })) };
  });
  const shares = shareReviews(
    createRandom(seed, 'review shares'),
    showcase,
    entries,
    toReviewCount(productCount),
  );
  const all = [...shown, ...entries];
  const catalogue = {
    categories: createCategories(departments),
    products: all.map(({ product }) => product),
    prices: all.flatMap(({ prices }) => prices),
    reviews: createReviews(
      createRandom(seed, 'reviews'),
      all.map((entry, index) => ({
        ...entry,
        ratings: shares[index]!.ratings,
        written: shares[index]!.written,
      })),
    ),
  };
  // Copies what the entries share with the words and with each other. Nothing changes it when a store is filled.
  return numbered ? catalogue : structuredClone(catalogue);
}

function listPlaces(): Place[] {
  return departments.flatMap((department) =>
    department.groups.flatMap((group) => group.leaves.map((leaf) => ({ department, group, leaf }))),
  );
}

/** A larger shop has one more review for each more product. */
function toReviewCount(products: number) {
  return reviewCount + Math.max(0, products - defaultProducts);
}

function toShare(total: number, index: number, count: number) {
  return Math.floor((total * (index + 1)) / count) - Math.floor((total * index) / count);
}
