import type { FragmentName } from '@jogakbo/contracts/fragment';
import { lockedHeaders } from './content-security-policy.ts';
import { type Addresses, sliceOf } from './create-addresses.ts';
import type { Loader } from './load-fragment.ts';
import type { Manifests } from './manifests.ts';
import type { Names } from './names.ts';
import type { FragmentSlot } from './page.ts';
import type { Visit } from './visit.ts';

type Engine = { loader: Loader; manifests: Manifests; addresses: Addresses; names: Names };

/**
 * Answers with one fragment alone: its HTML, or its status without a body. 404 if the slice has no such fragment.
 *
 * @param began milliseconds since the epoch, from which the deadline counts
 */
export async function loadAlone(
  name: FragmentName,
  visit: Visit,
  began: number,
  { loader, manifests, addresses, names }: Engine,
): Promise<Response> {
  const slot: FragmentSlot = { fragment: name };
  const piece = await loader.load(slot, { ...visit, refreshes: true }, began);
  const manifest = manifests.peek(sliceOf(slot), visit);
  const declared = manifest && addresses.addressOf(slot, visit, manifest).declared;
  if (manifest && !declared) return new Response(null, { status: 404 });
  const personal = declared?.personal ?? true;
  // A browser would follow a redirect, and take a whole page for the fragment.
  const status = piece.location ? 503 : piece.status;
  return new Response(status === 200 ? piece.html : null, {
    status,
    headers: {
      ...lockedHeaders,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': personal || status >= 400 ? 'private, no-store' : 'public, max-age=0, must-revalidate',
      'content-language': visit.language,
      vary: 'accept-language, cookie',
      [names.headers.version]: piece.version,
    },
  });
}
