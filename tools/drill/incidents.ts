import type { Slot } from '../../platform/compose/page.ts';
import type { Fault } from '../../shell/create-faults.ts';
import { pages } from '../../shell/pages.ts';

/** One fault of one fragment, and where a shopper meets it. */
export type Incident = {
  fragment: string;
  slice: string;
  symptom: Symptom;
  /** A page that shows the fragment. */
  path: string;
  fault: Pick<Fault, 'fragment' | 'kind' | 'ms'>;
};

/** What can be wrong with a fragment, in the words of a person who looks for the cause. */
export const symptoms = {
  silent: 'it does not answer',
  error: 'it answers with an error',
  slow: 'it answers late',
  broken: 'it answers at once, with something that cannot be shown',
} as const;
export type Symptom = keyof typeof symptoms;

/** Faults of the same symptom. A person notices the delay. */
const faults: Record<Symptom, Pick<Fault, 'kind' | 'ms'>[]> = {
  silent: [{ kind: 'hang', ms: 0 }],
  error: [{ kind: 'error', ms: 0 }],
  slow: [{ kind: 'slow', ms: 700 }],
  broken: ['truncate', 'unbalanced', 'oversized', 'type'].map((kind) => ({
    kind: kind as Fault['kind'],
    ms: 0,
  })),
};

/** An example of each page on which an incident is shown. A guest can open them. */
const examples: Record<string, string> = {
  '/': '/',
  '/products/:product': '/products/51862822?item=183485417',
  '/categories/:category': '/categories/toys',
  '/search': '/search?q=나노블록',
  '/campaigns/:campaign': '/campaigns/rocket',
};

/** Lists every incident that a drill may choose. */
export function listIncidents(): Incident[] {
  return Object.entries(examples).flatMap(([pattern, path]) => {
    const { page } = pages[pattern] as (typeof pages)[string];
    const slots: Slot[] = Object.values(page.slots).flat();
    return slots.flatMap((slot) => {
      if (!('fragment' in slot) || slot.personal) return [];
      const { fragment } = slot;
      const slice = fragment.split('/')[0] as string;
      return Object.entries(faults).flatMap(([symptom, kinds]) =>
        kinds.map((kind) => ({
          ...{ fragment, slice, path, symptom: symptom as Symptom },
          fault: { fragment, ...kind },
        })),
      );
    });
  });
}

/** Chooses an incident. The same seed chooses the same incident. */
export function chooseIncident(seed: number, incidents = listIncidents()): Incident {
  return incidents[Bun.hash.crc32(String(seed)) % incidents.length] as Incident;
}
