import type { Shape } from './shapes.ts';
import type { Department, Group, Leaf } from './words-schema.ts';

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
  /** With `url`, it is the photo of a feed. */
  picture: { shape: Shape; hue: number; accent: number; pattern: number; url?: string };
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

/** Stars. */
export type Rating = 1 | 2 | 3 | 4 | 5;

export type Review = {
  id: string;
  productId: string;
  rating: Rating;
  title: string;
  body: string;
  author: string;
  createdAt: number;
};

/** A leaf category with its parents. */
export type Place = { department: Department; group: Group; leaf: Leaf };
