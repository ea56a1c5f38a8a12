import type { Failed } from './create-caller.ts';
import type { Copy } from './fragment-cache.ts';
import type { Hints } from './hints.ts';

/**
 * The content of a slot, and why it is shown. A `status` from 300 on says that there was no answer to show: the 3xx by which the slice
 * redirected, the 4xx by which it refused, or 503 for a failure.
 */
export type Piece = {
  html: string;
  /** The HTML in UTF-8, if it is at hand. */
  bytes?: Uint8Array | undefined;
  version: string;
  status: number;
  source: 'fresh' | 'cache' | 'stale' | 'fallback';
  reason?: Failed['reason'];
  /** The exact fault, for developers. */
  detail?: string | undefined;
  /** Path and query of the thing that it shows, if the slice says so. */
  place?: string | undefined;
  /** The target, if the slice redirected. */
  location?: string | undefined;
  hints?: Hints | undefined;
  /** A description for developers, if the page was asked to show one. */
  about?: string | undefined;
  /** The copy, if a copy is shown. */
  copy?: Copy;
};
