import type { Shape } from './shapes.ts';
import { nounsByShape } from './words/nouns-by-shape.ts';

const shapes = new Map(
  Object.entries(nounsByShape).flatMap(([shape, nouns]) => nouns.map((noun) => [noun, shape as Shape])),
);

/** @throws Error where no shape was chosen for the noun */
export function toShape(noun: string): Shape {
  const shape = shapes.get(noun);
  if (!shape) throw new Error(`choose a shape for ${noun} in words/nouns-by-shape.ts`);
  return shape;
}
