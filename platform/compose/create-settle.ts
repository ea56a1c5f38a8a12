import type { Failed } from './create-caller.ts';
import type { Warner } from './create-warner.ts';
import type { Fetched } from './fetch-fragment.ts';
import type { Copy } from './fragment-cache.ts';
import type { FragmentSlot, View } from './page.ts';
import type { Piece } from './piece.ts';

/** The one place that decides what a slot shows: the answer, else the last good copy, else the fallback of the page. */
export function createSettle({ contain }: Warner) {
  return function settle(
    fetched: Fetched | Failed,
    copy: Copy | undefined,
    slot: FragmentSlot,
    view: View,
  ): Piece {
    if (fetched.ok) {
      const { html, bytes, version, status, place, hints } = fetched;
      return { html, bytes, version, status, source: 'fresh', place, hints };
    }
    const { reason, detail } = fetched;
    if (copy && !isFinal(fetched)) return { ...copy, source: 'stale', reason, detail };
    const status = 'status' in fetched ? fetched.status : reason === 'not-found' ? 404 : 503;
    const location = reason === 'redirected' ? fetched.location : undefined;
    const html = contain(`the fallback of ${slot.fragment}`, () => slot.fallback?.(view) ?? '', '');
    return { html, version: '', status, source: 'fallback', reason, detail, location };
  };
}

/** Whether the slice said that there is nothing to show here. Then no older copy may be shown either. */
export function isFinal(fetched: Fetched | Failed): boolean {
  if (fetched.ok) return false;
  const { reason } = fetched;
  if (reason === 'refused') return !later.includes(fetched.status);
  return reason === 'not-found' || reason === 'redirected';
}

/** Refusals that mean "later": https://httpwg.org/specs/rfc9110.html#status.408, RFC 8470, RFC 6585. */
const later = [408, 425, 429];
