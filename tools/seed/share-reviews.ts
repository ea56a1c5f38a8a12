import type { Rating } from './catalogue-types.ts';
import type { Random } from './random.ts';
import type { Showpiece } from './showcase.ts';

export type ReviewShare = { ratings: Rating[]; written?: Showpiece['written'] };

/** Shares ratings out to products: some get none, a few get over a hundred, and their averages differ. */
export function shareReviews(
  random: Random,
  showcase: readonly Showpiece[],
  others: readonly unknown[],
  total: number,
): ReviewShare[] {
  const shown: ReviewShare[] = showcase.map(({ ratings, written }) => ({
    ratings: ([5, 4, 3, 2, 1] as const).flatMap((rating) => Array<Rating>(ratings[rating] ?? 0).fill(rating)),
    ...(written && { written }),
  }));
  const left = total - shown.reduce((sum, { ratings }) => sum + ratings.length, 0);
  return [
    ...shown,
    ...shareOut(random, others.length, left).map((count) => ({ ratings: rate(random, count) })),
  ];
}

/** Whole counts in proportion to a long-tailed popularity. Reviews that rounding leaves over are handed out one by one. */
function shareOut(random: Random, products: number, total: number): number[] {
  const popularity = Array.from({ length: products }, () =>
    random.chance(0.18) ? 0 : Math.min((1 - random.next()) ** -0.75, 45 + 35 * random.next()),
  );
  const sum = popularity.reduce((before, each) => before + each, 0);
  const counts = popularity.map((each) => Math.floor((each / sum) * total));
  let left = total - counts.reduce((before, each) => before + each, 0);
  while (left > 0) {
    const index = random.integer(0, products - 1);
    if (popularity[index] === 0) continue;
    counts[index]!++;
    left--;
  }
  return counts;
}

function rate(random: Random, count: number): Rating[] {
  const lean = random.next() ** 0.6;
  return Array.from({ length: count }, () => {
    const luck = random.next();
    if (luck < 0.4 + 0.4 * lean) return 5;
    if (luck < 0.66 + 0.29 * lean) return 4;
    if (luck < 0.83 + 0.14 * lean) return 3;
    return luck < 0.92 + 0.07 * lean ? 2 : 1;
  });
}
