import type { CartProblem } from './texts.ts';

/** Milliseconds within which a second press for the same is the same press. */
const doublePress = 1_000;

type Press = { name: string; key: string; at: number; state: 'under way' | 'done' | 'unknown' | 'refused' };

/**
 * Gives each deliberate press a key of its own. A press whose answer was lost keeps its key, so that the next one for the same asks
 * again instead of adding more; a second press within a second is none.
 *
 * @param again the key of a press before the page was made, for what `name` says
 */
export function createPresses(again: string | undefined, name: string, now = () => performance.now()) {
  let last: Press | undefined = again ? { name, key: again, at: -doublePress, state: 'unknown' } : undefined;

  return {
    /**
     * @param name what the press is for
     * @returns the key to send; undefined where the press is to be ignored
     */
    begin(name: string): string | undefined {
      const at = now();
      const same = last?.name === name ? last : undefined;
      if (same && (same.state === 'under way' || (same.state === 'done' && at - same.at < doublePress)))
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
