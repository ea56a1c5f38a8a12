import * as v from 'valibot';
import { type Shape, shapes } from './shapes.ts';

const Text = v.pipe(v.string(), v.regex(/^\S(.*\S)?$/, 'Expected text without spaces around it'));
/** A text for a slot. If it is empty, the title leaves the slot out. */
const SlotText = v.union([v.literal(''), Text]);
const Slug = v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*$/, 'Expected a slug such as "baby-care"'));
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Texts for each slot, by the slot's name. A thing's own texts win over the leaf's, and the leaf's over the department's. */
const Words = v.record(
  v.pipe(v.string(), v.regex(/^[a-z]+$/, 'Expected the name of a slot')),
  list(SlotText),
);

export const ReviewWords = v.strictObject({ good: list(Text), fair: list(Text), bad: list(Text) });
const MoreReviewWords = v.partial(ReviewWords);

/** `labels`: up to `most` of the labels, all at one price. */
const LabelOptions = v.strictObject({
  name: Text,
  labels: list(Text),
  most: v.optional(Count),
  hides: v.optional(Text),
});
/** `ladder`: labels next to each other, each dearer than the one before by the share `step`. */
const LadderOptions = v.strictObject({
  name: Text,
  ladder: list(Text),
  step: v.optional(Share),
  hides: v.optional(Text),
});
/** `packs`: several pieces of the same thing. */
const PackOptions = v.strictObject({ name: Text, packs: list(Count), suffix: Text });
/** `sizes`: the thing's own sizes. The title then leaves the size out. */
const SizeOptions = v.strictObject({ name: Text, sizes: v.literal(true) });

const kinds = { labels: LabelOptions, ladder: LadderOptions, packs: PackOptions, sizes: SizeOptions };

/** Chooses the schema by the key that is there, so that an error is about that kind of options only. */
const OptionWords = v.lazy((input) => {
  const keys = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  const kind = Object.entries(kinds).find(([key]) => keys.includes(key));
  return (kind?.[1] ?? LabelOptions) as v.GenericSchema<OptionWords>;
});
export type OptionWords = {
  [Kind in keyof typeof kinds]: v.InferOutput<(typeof kinds)[Kind]>;
}[keyof typeof kinds];

/** Options, or the name of one of the department's option sets. */
const Options = v.lazy(
  (input) => (typeof input === 'string' ? Slug : OptionWords) as v.GenericSchema<string | OptionWords>,
);

const Thing = v.strictObject({
  noun: Text,
  /** The usual lowest and highest price in won of one piece in the first of its sizes. */
  price: v.strictTuple([Count, Count]),
  sizes: v.optional(list(v.number())),
  words: v.optional(Words),
  options: v.optional(list(Options)),
});

const Leaf = v.strictObject({
  slug: Slug,
  ko: Text,
  en: Text,
  brands: v.optional(list(Text)),
  /** The largest discount in percent. Korean law limits it to 10 for books. */
  discountLimit: v.optional(Count),
  /** The share of products that are shipped from abroad (로켓직구). */
  overseas: v.optional(Share),
  /** The unit of the sizes. With `per` there is a unit price; `growth` says how fast the price grows with the size. */
  measure: v.optional(
    v.strictObject({ label: Text, per: v.optional(Count), growth: v.optional(v.number()) }),
  ),
  things: list(Thing),
  words: v.optional(Words),
  /** Templates of titles without the brand, which always comes first. */
  titles: list(Text),
  options: list(Options),
  /** Templates of values by the name of the attribute. */
  attributes: v.record(Text, Text),
  reviews: v.optional(MoreReviewWords),
});

/** One department with all its categories. Option sets are replaced by their options. */
export const Department = v.pipe(
  v.strictObject({
    slug: Slug,
    ko: Text,
    en: Text,
    brands: list(Text),
    words: v.optional(Words),
    reviews: ReviewWords,
    optionSets: v.optional(v.record(Slug, OptionWords), {}),
    groups: list(
      v.strictObject({
        slug: Slug,
        ko: Text,
        en: Text,
        reviews: v.optional(MoreReviewWords),
        leaves: list(Leaf),
      }),
    ),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const department = dataset.value;
    for (const leaf of department.groups.flatMap(({ leaves }) => leaves)) {
      const sets = [leaf, ...leaf.things].flatMap(({ options = [] }) => options);
      for (const name of sets.filter((each) => typeof each === 'string'))
        if (!Object.hasOwn(department.optionSets, name))
          addIssue({ message: `${leaf.slug} uses the option set "${name}", which does not exist` });
      const known = [department, leaf, ...leaf.things].flatMap(({ words = {} }) => Object.keys(words));
      const templates = [...leaf.titles, ...Object.values(leaf.attributes)];
      for (const [, slot = ''] of templates.join(' ').matchAll(/\{(\w+)/g))
        if (![...builtIn, ...known].includes(slot))
          addIssue({ message: `${leaf.slug} uses the slot {${slot}}, for which there are no words` });
    }
  }),
  v.transform(({ optionSets, groups, ...department }) => {
    const resolve = (options: (string | OptionWords)[]) =>
      options.map((each) => (typeof each === 'string' ? (optionSets[each] as OptionWords) : each));
    return {
      ...department,
      groups: groups.map((group) => ({
        ...group,
        leaves: group.leaves.map((leaf) => ({
          ...leaf,
          options: resolve(leaf.options),
          things: leaf.things.map(({ options, ...thing }) => ({
            ...thing,
            ...(options && { options: resolve(options) }),
          })),
        })),
      })),
    };
  }),
);

/** Slots that every template may use. */
const builtIn = ['noun', 'kind', 'brand', 'size'];

/** Which shape pictures each noun. */
export const NounsByShape = v.strictObject(
  Object.fromEntries(shapes.map((shape) => [shape, list(Text)])) as Record<
    Shape,
    ReturnType<typeof list<typeof Text>>
  >,
);

/** Parts of the names of people who write reviews, such as 김*수. A name that is there twice is chosen twice as often. */
export const Authors = v.strictObject({ surnames: list(Text), lastSyllables: list(Text) });

/** Words of reviews for products of any kind. Templates may use {kind} and {brand}. */
export const SharedReviewWords = v.strictObject({
  titles: ReviewWords,
  openings: ReviewWords,
  closings: ReviewWords,
  delivery: v.strictObject({ rocket: ReviewWords, overseas: ReviewWords, plain: ReviewWords }),
});

/** Rows of spellings of the same word, in Korean and English. A search for one finds the others. */
export const Spellings = v.array(v.pipe(v.array(Text), v.minLength(2)));

export type Department = v.InferOutput<typeof Department>;
export type Group = Department['groups'][number];
export type Leaf = Group['leaves'][number];
export type Thing = Leaf['things'][number];
export type Words = v.InferOutput<typeof Words>;
export type ReviewWords = v.InferOutput<typeof ReviewWords>;

function list<Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.minLength(1));
}
