export type Department = {
  slug: string;
  ko: string;
  en: string;
  brands: readonly string[];
  /** Choices for slots that titles, attributes and reviews name; a narrower owner's choices win. */
  words?: Words;
  reviews: ReviewWords;
  groups: readonly Group[];
};

export type Group = {
  slug: string;
  ko: string;
  en: string;
  reviews?: Partial<ReviewWords>;
  leaves: readonly Leaf[];
};

export type Leaf = {
  slug: string;
  ko: string;
  en: string;
  brands?: readonly string[];
  /** Discounts never go above this percentage (books: 10 by Korean law). */
  discountLimit?: number;
  /** Share of products shipped from abroad (로켓직구). */
  overseas?: number;
  /** What the sizes of the things count; `per` asks for a unit price. */
  measure?: { label: string; per?: number; growth?: number };
  things: readonly Thing[];
  words?: Words;
  /** Without the brand, which always comes first. */
  titles: readonly string[];
  options: readonly OptionWords[];
  attributes: readonly (readonly [name: string, value: string])[];
  reviews?: Partial<ReviewWords>;
};

/** `low` and `high` are the usual price in won of one piece in the first of its sizes. */
export type Thing = readonly [noun: string, low: number, high: number, detail?: ThingDetail];

export type ThingDetail = {
  sizes?: readonly number[];
  words?: Words;
  options?: readonly OptionWords[];
};

export type OptionWords =
  /** Any few of the labels, at one price. */
  | { name: string; labels: readonly string[]; most?: number; hides?: string }
  /** Neighbouring labels, each dearer than the one before by `step`. */
  | { name: string; ladder: readonly string[]; step?: number; hides?: string }
  /** Several of the same thing. */
  | { name: string; packs: readonly number[]; suffix: string }
  /** The sizes of the thing itself; the title then leaves the size out. */
  | { name: string; sizes: true };

export type Words = Readonly<Record<string, readonly string[]>>;

export type ReviewWords = { good: readonly string[]; fair: readonly string[]; bad: readonly string[] };
