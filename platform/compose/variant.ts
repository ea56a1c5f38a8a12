import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Visit } from './visit.ts';

/** A visit, as far as it decides which variant of a slice it gets. */
export type Variant = Pick<Visit, 'variantOf'>;

/** A manifest with the variant of the slice that it came from; undefined if the slice has only one. */
export type KnownManifest = Manifest & { variant?: string | undefined };

/** The key of a slice, or of the variant of it that a visit gets. */
export function toVariantKey(slice: string, { variantOf }: Variant): string {
  const variant = variantOf?.(slice);
  return variant === undefined ? slice : `${slice} ${variant}`;
}
