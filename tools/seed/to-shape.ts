import type { Shape } from './shapes.ts';
import { nounsByShape } from './words.ts';

const shapes = new Map(
  Object.entries(nounsByShape).flatMap(([shape, nouns]) => nouns.map((noun) => [noun, shape as Shape])),
);

/** @throws Error if the noun has no shape */
export function toShape(noun: string): Shape {
  const shape = shapes.get(noun);
  if (!shape) throw new Error(`${noun} has no shape: add it to tools/seed/words/nouns-by-shape.json`);
  return shape;
}
