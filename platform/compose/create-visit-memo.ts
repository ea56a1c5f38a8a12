import type { Visit } from './visit.ts';

/**
 * Work that is done once for a visit, although several of its fragments need the result. In workerd a promise may be shared by the parts of
 * one request, but not by two requests.
 */
export function createVisitMemo<Result>() {
  const memos = new WeakMap<Visit, Map<string, Promise<Result>>>();

  return {
    /** Does the work, or returns the promise of the same visit and key. */
    share(visit: Visit, key: string, work: () => Promise<Result>): Promise<Result> {
      const memo = memos.get(visit) ?? new Map<string, Promise<Result>>();
      memos.set(visit, memo);
      const known = memo.get(key) ?? work();
      memo.set(key, known);
      return known;
    },
  };
}
