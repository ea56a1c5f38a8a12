import type { CartProblem } from './texts.ts';

/** Within this time a second press for the same item and quantity is ignored. */
const doublePressMs = 1_000;

type Press = { name: string; key: string; at: number; state: 'under way' | 'done' | 'unknown' | 'refused' };

/**
 * Gives each deliberate press its own key. If the answer to a press was lost, the next press for the same thing uses its key again, so
 * that it adds only once. A second press within a second is ignored.
 *
 * @param again the key of a press on an earlier page, for the thing that `name` names
 */
export function createPresses(again: string | undefined, name: string, now = () => performance.now()) {
  let last: Press | undefined = again
    ? { name, key: again, at: -doublePressMs, state: 'unknown' }
    : undefined;

  return {
    /**
     * @param name the item and quantity of the press
     * @returns the key to send, or undefined if the press is ignored
     */
    begin(name: string): string | undefined {
      const at = now();
      const same = last?.name === name ? last : undefined;
      if (same && (same.state === 'under way' || (same.state === 'done' && at - same.at < doublePressMs)))
        return undefined;
      const key = same?.state === 'unknown' ? same.key : crypto.randomUUID();
      last = { name, key, at, state: 'under way' };
      return key;
    },

    end(outcome: 'done' | CartProblem): void {
      if (!last) return;
      last.state = outcome === 'done' || outcome === 'unknown' ? outcome : 'refused';
    },
  };
}
