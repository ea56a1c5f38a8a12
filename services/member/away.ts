/** Thrown while sessions can be neither read nor created. Recognize it by its name, since it may come from a copy of this module. */
export class Away extends Error {
  override name = 'Away';
}

type Calls = Record<string, (...given: never[]) => Promise<unknown>>;

/** Wraps the calls of a store that uses only Redis: an error of a call becomes {@link Away}. */
export function orAway<Store extends Calls>(store: Store): Store {
  const guarded = Object.entries(store).map(([name, ask]) => [
    name,
    async (...given: never[]) => {
      try {
        return await ask(...given);
      } catch (error) {
        throw new Away(String(error), { cause: error });
      }
    },
  ]);
  return Object.fromEntries(guarded) as Store;
}
