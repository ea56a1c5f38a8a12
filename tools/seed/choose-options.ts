import type { Random } from './random.ts';
import type { Leaf, OptionWords, Thing } from './words-schema.ts';

type ChosenOptions = {
  name: string;
  /** A slot that title and attributes leave out, because the options show it. */
  hides: string | undefined;
  /** The size for the title, if the options do not show it. */
  size: number | undefined;
  choices: Choice[];
};

export type Choice = {
  label: string;
  size: number | undefined;
  pieces: number;
  /** Multiplies the price of the plain thing of this size. */
  factor: number;
};

export function chooseOptions(random: Random, leaf: Leaf, thing: Thing): ChosenOptions {
  const sizes = thing.sizes ?? [];
  const words = random.pick(
    (thing.options ?? leaf.options).filter((option) => !('sizes' in option) || sizes.length > 1),
  );
  const size = sizes.length > 0 ? random.pick(sizes) : undefined;
  const one = { size, pieces: 1, factor: 1 };

  if ('sizes' in words) {
    const choices = neighbors(random, sizes, 2).map((each) => ({
      ...one,
      size: each,
      label: toSizeLabel(each, leaf.measure?.label ?? ''),
    }));
    return { name: words.name, hides: 'size', size: undefined, choices };
  }
  if ('packs' in words) {
    const choices = random
      .sample(words.packs, random.integer(1, Math.min(4, words.packs.length)))
      .map((pieces) => ({ ...one, pieces, label: `${pieces}${words.suffix}` }));
    return { name: words.name, hides: undefined, size, choices };
  }
  return { name: words.name, hides: words.hides, size, choices: toLabelled(random, words, one) };
}

export function toSizeLabel(size: number, measure: string): string {
  if (size >= 1000 && measure === 'g') return `${size / 1000}kg`;
  if (size >= 1000 && measure === 'ml') return `${size / 1000}L`;
  if (size >= 1000 && measure === 'GB') return `${size / 1000}TB`;
  return `${size}${measure}`;
}

function toLabelled(
  random: Random,
  words: Extract<OptionWords, { labels: unknown } | { ladder: unknown }>,
  one: Omit<Choice, 'label'>,
): Choice[] {
  if ('labels' in words) {
    const most = Math.min(words.most ?? 1, words.labels.length, 6);
    return random.sample(words.labels, random.integer(1, most)).map((label) => ({ ...one, label }));
  }
  const least = Math.min(words.ladder.length, 2);
  return neighbors(random, words.ladder, least).map((label) => ({
    ...one,
    label,
    factor: 1 + words.ladder.indexOf(label) * (words.step ?? 0),
  }));
}

function neighbors<Value>(random: Random, values: readonly Value[], least: number): Value[] {
  const count = random.integer(Math.min(least, values.length), Math.min(6, values.length));
  const start = random.integer(0, values.length - count);
  return values.slice(start, start + count);
}
