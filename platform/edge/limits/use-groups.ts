type Kept = {
  /** Uses that Redis does not know yet. */
  uses: number;
  /** What was left when Redis counted the last time. */
  remaining: number;
  /** Whether Redis refused the last group. Then each use asks Redis. */
  beyond: boolean;
  /** When the window ends, in milliseconds since the epoch. Older uses do not count any more. */
  until: number;
};

/** The uses of one key that wait in the memory of this isolate. */
export type UseGroup = Readonly<Pick<Kept, 'until'>> & {
  /** Adds uses. @returns how many uses Redis has to count now; 0 if the group is not full */
  add(cost: number): number;
  /** Keeps what Redis has answered. */
  note(success: boolean, remaining: number): void;
  /** How many uses are left of the quota, as far as this isolate knows. */
  left(): number;
};

/** The number of groups in a quota. */
const groupsOfQuota = 60;
/** Keys of an isolate. The oldest is forgotten first. */
const mostKeys = 10_000;

const kept = new Map<string, Kept>();

/**
 * Finds the uses of a key that this isolate has not counted in Redis yet.
 *
 * @param window seconds
 * @param now milliseconds since the epoch
 */
export function groupOf(key: string, quota: number, window: number, now: number): UseGroup {
  const size = Math.max(1, Math.floor(quota / groupsOfQuota));
  const known = kept.get(key);
  const group =
    known && now < known.until
      ? known
      : { uses: 0, remaining: quota, beyond: false, until: now + window * 1_000 };
  if (group !== known) {
    kept.delete(key);
    kept.set(key, group);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKeys) break;
      kept.delete(oldest);
    }
  }
  return {
    until: group.until,
    add(cost) {
      group.uses += cost;
      if (group.uses < size && !group.beyond) return 0;
      const { uses } = group;
      // Taken at once, so that a parallel request does not count the same uses.
      group.uses = 0;
      return uses;
    },
    note(success, remaining) {
      group.beyond = !success;
      group.remaining = remaining;
    },
    left: () => group.remaining - group.uses,
  };
}
