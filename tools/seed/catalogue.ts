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

const productCount = 2000;
const reviewCount = 10_000;

/**
 * Makes the data of the whole shop. The same seed gives the same data; the products of `showcase` are in it for every seed.
 *
 * @param seed a whole number
 */
export function createCatalogue(seed = 51862822): Catalogue {
  const places = listPlaces();
  const titles = new Set(showcase.map(({ product }) => product.title));
  const entries = places.flatMap((place, index) => {
    const random = createRandom(seed, place.leaf.slug);
    const length = toShare(productCount - showcase.length, index, places.length);
    return Array.from({ length }, () => {
      const { product, draft } = createProduct(random, place, titles);
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
  const shares = shareReviews(createRandom(seed, 'review shares'), showcase, entries, reviewCount);
  const all = [...shown, ...entries];
  return structuredClone({
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
  });
}

function listPlaces(): Place[] {
  return departments.flatMap((department) =>
    department.groups.flatMap((group) => group.leaves.map((leaf) => ({ department, group, leaf }))),
  );
}

function toShare(total: number, index: number, count: number) {
  return Math.floor((total * (index + 1)) / count) - Math.floor((total * index) / count);
}
