import { type Manifest, toFragmentPath } from '@jogakbo/contracts/fragment';
import { batchLimit, batchType, toBatchPath } from '@jogakbo/contracts/fragment-batch';
import { fragmentOrigin } from './answer-headers.ts';
import { type Ask, toAsk } from './batch-ask.ts';
import type { Foreseen, ReadManifest } from './batching.ts';
import type { Clock } from './clock.ts';
import { type Addresses, sliceOf } from './create-addresses.ts';
import type { Batches } from './create-batches.ts';
import type { createIdentityReader } from './create-identity-reader.ts';
import { toMessage } from './create-warner.ts';
import { parseManifest, readManifest } from './fetch-manifest.ts';
import type { Names } from './names.ts';
import { type FragmentSlot, namesAsker } from './page.ts';
import { readBatchAnswer } from './read-batch-answer.ts';
import type { Visit } from './visit.ts';

type Wanted = { slot: FragmentSlot; until: number };
type ForesightOptions = {
  batches: Batches;
  addresses: Addresses;
  readIdentity: ReturnType<typeof createIdentityReader>;
  clock: Clock;
  names: Names;
};

/**
 * Collects the fragments that a page needs of a slice that is not known yet, so that one request brings them and the manifest. Their
 * declarations are not known, so each is asked with all parameters of the page, and without an identity unless its slot says `personal`.
 */
export function createForesight({ batches, addresses, readIdentity, clock, names }: ForesightOptions) {
  const visits = new WeakMap<Visit, Map<string, Wanted[]>>();
  return { want, take };

  /** Notes that the next request for the manifest of the slot's slice should bring this fragment, too. */
  function want(slot: FragmentSlot, visit: Visit, until: number): void {
    if (visit.confidential) return;
    const slices = visits.get(visit) ?? new Map<string, Wanted[]>();
    visits.set(visit, slices);
    const slice = sliceOf(slot);
    slices.set(slice, [...(slices.get(slice) ?? []), { slot, until }]);
  }

  /** The request for what is wanted of a slice; undefined if nothing is. */
  async function take(slice: string, visit: Visit): Promise<Foreseen | undefined> {
    // All slots of a page are started before the first promise goes on.
    await undefined;
    const wanted = visits.get(visit)?.get(slice)?.splice(0, batchLimit) ?? [];
    if (wanted.length === 0) return undefined;
    const isPersonal = (slot: FragmentSlot) => slot.personal === true && namesAsker(slot, visit);
    const identity = wanted.some(({ slot }) => isPersonal(slot))
      ? await readIdentity(visit, slice)
      : undefined;
    const known = identity === 'unknown' ? {} : identity;
    const asks = wanted.map(({ slot, until }) => {
      const path = toFragmentPath(slot.fragment.slice(slice.length + 1), { ...visit.params, ...slot.params });
      const deadline = String(Math.max(1, until - clock.now()));
      return toAsk(
        path,
        { [names.headers.deadline]: deadline, ...(isPersonal(slot) ? known : {}) },
        visit,
        names,
      );
    });
    const hints = visit.hints?.of(slice);
    const hinted = hints && { [names.headers.hints]: hints.text };
    const abort = new AbortController();
    const most = Math.max(...asks.map(({ asked }) => asked.deadline));
    const cancel = clock.after(most, () => abort.abort());
    for (const ask of asks) ask.onEnd = () => asks.every(({ ended }) => ended) && abort.abort();
    const path = toBatchPath({ known: [], fragments: asks.map(({ asked }) => asked) });
    const expect = (manifest: Manifest) => {
      const paths = wanted.map(({ slot }) => addresses.addressOf(slot, visit, manifest).path);
      batches.expect(visit, slice, new Map(paths.map((path, index) => [path, asks[index] as Ask])));
    };
    return {
      async ask(endpoint, sent) {
        const headers = { ...sent, 'accept-language': visit.language, ...hinted, ...known };
        const { signal } = abort;
        const init = { headers, signal, redirect: 'manual' } as const;
        const response = await endpoint.fetch(fragmentOrigin + path, init);
        return readAhead(response, asks, expect, cancel);
      },
    };
  }
}

/**
 * Reads the answer to a request for a manifest and fragments.
 *
 * @param expect called with the manifest, before any fragment
 * @param onEnd called at the end of the whole answer
 */
function readAhead(
  response: Response,
  asks: Ask[],
  expect: (manifest: Manifest) => void,
  onEnd: () => void,
): Promise<ReadManifest> {
  return new Promise((resolve) => {
    const onManifest = async (text: string) => {
      const read = await parseManifest(text);
      if ('manifest' in read) expect(read.manifest);
      resolve(read);
    };
    const isBatch = response.headers.get('content-type') === batchType;
    // A frontend that knows no batches answers with its manifest alone.
    const reading = isBatch
      ? readBatchAnswer(response, asks, onManifest)
      : readManifest(response).then(resolve);
    reading
      .catch((error) => resolve({ fault: `cannot be read: ${toMessage(error)}` }))
      .finally(() => {
        onEnd();
        resolve({ fault: 'is missing' });
      });
  });
}
