import type { Place, Product } from './catalogue-types.ts';
import { type Choice, chooseOptions, toSizeLabel } from './choose-options.ts';
import { fillTemplate } from './fill-template.ts';
import type { Random } from './random.ts';
import { toShape } from './to-shape.ts';
import type { Words } from './words-schema.ts';

/** Facts about a product that its price and reviews depend on. */
export type Draft = { kind: string; low: number; high: number; smallest: number; choices: Choice[] };

const firstDay = Date.parse('2017-01-01T00:00:00+09:00');
const lastDay = Date.parse('2019-05-10T00:00:00+09:00');
const attempts = 400;

/**
 * Makes a product without ids. Its title is not in `titles` yet and is added there.
 *
 * @param numbered a title that exists gets a number, for shops with more products than the words have titles for
 */
export function createProduct(random: Random, place: Place, titles: Set<string>, numbered = false) {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const made = tryProduct(random, place);
    if (numbered) made.product.title = toNumbered(made.product.title, random, titles);
    if (titles.has(made.product.title)) continue;
    titles.add(made.product.title);
    return made;
  }
  throw new Error(`${place.leaf.slug}: there are too few words for another new title`);
}

/** Adds a number such as 417호, if the title exists. */
function toNumbered(title: string, random: Random, titles: Set<string>): string {
  return titles.has(title) ? `${title} ${random.integer(2, 99_999)}호` : title;
}

function tryProduct(random: Random, { department, leaf }: Place): { product: Product; draft: Draft } {
  const thing = random.pick(leaf.things);
  const { noun, sizes = [1] } = thing;
  const [low, high] = thing.price;
  const kind = toKind(noun);
  const brand = random.pick(leaf.brands ?? department.brands);
  const { name, hides, size, choices } = chooseOptions(random, leaf, thing);

  const words = { ...department.words, ...leaf.words, ...thing.words };
  const slots = new Map([
    ['noun', noun],
    ['kind', kind],
    ['brand', brand],
    ['size', size === undefined ? '' : toSizeLabel(size, leaf.measure?.label ?? '')],
  ]);
  if (hides) slots.set(hides, '');
  const slot = createSlot(random, words, slots);

  const title = `${brand} ${fillTemplate(random.pick(leaf.titles), slot)}`;
  const attributes = Object.entries(leaf.attributes).flatMap(([attribute, template]) => {
    const missing = slotsIn(template).some((word) => slot(word) === '');
    return missing ? [] : [{ name: attribute, value: fillTemplate(template, slot) }];
  });

  return {
    product: {
      id: '',
      title,
      brand,
      category: leaf.slug,
      createdAt: firstDay + Math.floor((random.next() * (lastDay - firstDay)) / 1000) * 1000,
      optionName: name,
      options: choices.map(({ label }) => ({ itemId: '', label })),
      attributes,
      badges: toBadges(random, leaf.overseas ?? 0),
      picture: toPicture(random, toShape(noun)),
    },
    draft: { kind, low, high, smallest: sizes[0] ?? 1, choices },
  };
}

const known = new Map<string, string[]>();

/** The slots without a particle in a template. Many products have the same template. */
function slotsIn(template: string): string[] {
  let found = known.get(template);
  if (!found) {
    found = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    known.set(template, found);
  }
  return found;
}

/** A slot keeps its first word, so that title and attributes agree. */
function createSlot(random: Random, words: Words, slots: Map<string, string>) {
  return function slot(name: string): string {
    let word = slots.get(name);
    if (word === undefined) {
      word = words[name] ? random.pick(words[name]) : '';
      slots.set(name, word);
    }
    return word;
  };
}

/** The noun without its size: 가글 750ml becomes 가글. */
function toKind(noun: string) {
  return noun.replace(/ \d\S*$/, '').replace(/^\d+ /, '');
}

function toBadges(random: Random, overseas: number): Product['badges'] {
  if (random.chance(overseas)) return ['rocket-overseas'];
  return random.chance(0.75) ? ['rocket'] : [];
}

function toPicture(random: Random, shape: Product['picture']['shape']): Product['picture'] {
  const hue = random.integer(0, 359);
  return { shape, hue, accent: (hue + random.integer(60, 300)) % 360, pattern: random.integer(0, 5) };
}
