import { isDeepStrictEqual } from 'node:util';
import { type Contract, emptyContract } from './contract.ts';
import { type Break, findBreaks } from './find-breaks.ts';
import { toSubject } from './to-subject.ts';

/** The judgement on one change of a contract. */
export type Verdict = {
  /**
   * `breaks` stops a release. `unknown` stops it, too, until people accept it: only a rule that is a function may break somebody. The others
   * pass: `adds`, `removes` what no released slice needs, and `changes` without harm.
   */
  kind: 'breaks' | 'unknown' | 'adds' | 'removes' | 'changes';
  slice: string;
  /** The workers that would break. */
  whom: string[];
  sentence: string;
};

/**
 * Compares a slice's contract with its last release. It knows the direction: an answer may only become narrower, and a request may only
 * become wider. A fault that the released contracts have already is not reported again.
 *
 * @param released the slice's contract at its last release; undefined for a new slice
 * @param current the slice's contract now
 * @param consumers the released contracts of all slices that may call it, also its own
 * @returns breaking changes first
 */
export function compareContracts(
  released: Contract | undefined,
  current: Contract,
  consumers: Contract[],
): Verdict[] {
  const before = released ?? emptyContract(current.slice);
  const breaks = consumers.flatMap((consumer) => {
    const old = released ? findBreaks(released, consumer) : [];
    return findBreaks(current, consumer, before).filter((each) => !has(old, each));
  });
  const broken = new Set(breaks.map(({ what }) => what));
  const harmless = listChanges(before, current).filter(({ what }) => !broken.has(what));
  return [
    ...toVerdicts(current.slice, breaks),
    ...harmless.map(({ kind, what }) => ({
      ...{ kind, slice: current.slice, whom: [] },
      sentence: `${what} ${words[kind]}.`,
    })),
  ];
}

/**
 * Looks for what a slice needs and the released version of another slice does not give yet. The other slice has to be deployed first.
 *
 * @param released the slice's contract at its last release
 * @param current the slice's contract now
 * @param providers the contracts that the other slices have when this one is deployed
 */
export function findUnmet(
  released: Contract | undefined,
  current: Contract,
  providers: Contract[],
): Verdict[] {
  const breaks = providers.flatMap((provider) => {
    const old = released ? findBreaks(provider, released) : [];
    return findBreaks(provider, current).filter((each) => !has(old, each));
  });
  return toVerdicts(current.slice, breaks);
}

const words = {
  adds: 'is new',
  removes: 'is gone, and no released slice needs it',
  changes: 'changes, and every released slice still understands it',
} as const;

/** One verdict for each sentence. Several workers may break in the same way. */
function toVerdicts(slice: string, breaks: Break[]): Verdict[] {
  const groups = Object.values(Object.groupBy(breaks, ({ sentence }) => sentence));
  const verdicts = groups.map((group = []) => ({
    ...{ kind: group[0]?.rule === undefined ? ('breaks' as const) : ('unknown' as const), slice },
    whom: [...new Set(group.map(({ whom }) => whom))],
    sentence: group[0]?.sentence ?? '',
  }));
  return verdicts.toSorted((a, b) => Number(a.kind === 'unknown') - Number(b.kind === 'unknown'));
}

/** Another change of the same function has the same sentence. */
function has(breaks: Break[], { sentence, rule }: Break): boolean {
  return breaks.some((each) => each.sentence === sentence && each.rule === rule);
}

type Change = { kind: 'adds' | 'removes' | 'changes'; what: string };

function listChanges(before: Contract, now: Contract): Change[] {
  const old = listOffers(before);
  const all = listOffers(now);
  return [...new Set([...old.keys(), ...all.keys()])].sort().flatMap((what): Change[] => {
    if (!old.has(what)) return [{ kind: 'adds', what }];
    if (!all.has(what)) return [{ kind: 'removes', what }];
    return isDeepStrictEqual(old.get(what), all.get(what)) ? [] : [{ kind: 'changes', what }];
  });
}

function listOffers({ offers }: Contract): Map<string, unknown> {
  return new Map<string, unknown>([
    ...offers.routes.map((route) => [toSubject.route(route), route] as const),
    ...offers.fragments.map((fragment) => [toSubject.fragment(fragment), fragment] as const),
    ...offers.events.map((event) => [toSubject.event(event), event] as const),
    ...offers.tags.map((tag) => [toSubject.tag(tag), tag] as const),
    ...Object.entries(offers.headers).map(([use, name]) => [toSubject.header(use), name] as const),
  ]);
}
