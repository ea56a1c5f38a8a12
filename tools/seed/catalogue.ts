import { createCategories } from './create-categories.ts';
import { createPrices } from './create-prices.ts';
import { createProduct } from './create-product.ts';
import { createReviews } from './create-reviews.ts';
import { giveIds } from './give-ids.ts';
import { createRandom } from './random.ts';
import type { Shape } from './shapes.ts';
import { shareReviews } from './share-reviews.ts';
import { showcase } from './showcase.ts';
import type { Department, Group, Leaf } from './words/department.ts';
import { departments } from './words/departments.ts';

export type Catalogue = {
  categories: Category[];
  products: Product[];
  /** One row for each option item, in option order. */
  prices: Price[];
  reviews: Review[];
};

export type Category = {
  slug: string;
  parent: string | null;
  position: number;
  name: { ko: string; en: string };
};

export type Product = {
  id: string;
  title: string;
  brand: string;
  /** The slug of a third-level category. */
  category: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  optionName: string;
  options: { itemId: string; label: string }[];
  attributes: { name: string; value: string }[];
  badges: ('rocket' | 'rocket-overseas')[];
  picture: { shape: Shape; hue: number; accent: number; pattern: number };
};

export type Price = {
  itemId: string;
  productId: string;
  /** Won, as are `final` and `unit.price`. */
  list: number;
  final: number;
  discountPercent: number;
  /** 10g당 120원 is `{ per: 10, measure: 'g', price: 120 }`. */
  unit: { per: number; measure: 'g' | 'ml' | '개' | '매'; price: number } | null;
  coupon: { kind: 'percent' | 'won'; value: number } | null;
};

export type Review = {
  id: string;
  productId: string;
  rating: 1 | 2 | 3 | 4 | 5;
  title: string;
  body: string;
  author: string;
  createdAt: number;
};

/** Where a leaf stands in the tree. */
export type Place = { department: Department; group: Group; leaf: Leaf };

const productCount = 2000;
const reviewCount = 10_000;

/**
 * The whole shop's data, the same for the same seed. The products of `showcase` are in it whatever the seed.
 * @param seed - a whole number
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
    if (!place) throw new Error(`No leaf category ${product.category}`);
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
