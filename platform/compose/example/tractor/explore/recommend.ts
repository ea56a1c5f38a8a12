import { type Recommendable, recommendables } from './catalog.ts';

/**
 * Recommends variants whose colors are near to those of the given ones.
 *
 * @param skus the variants that the visitor looks at; unknown ones are ignored
 */
export function recommend(skus: string[], count = 4): Recommendable[] {
  const known = recommendables.filter(({ sku }) => skus.includes(sku));
  return recommendables
    .filter((variant) => !known.includes(variant))
    .map((variant) => ({
      variant,
      distance: Math.min(...known.map((other) => toDistance(variant, other)), farthest),
    }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, count)
    .map(({ variant }) => variant);
}

const farthest = Math.hypot(255, 255, 255);

function toDistance({ color: one }: Recommendable, { color: other }: Recommendable): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
