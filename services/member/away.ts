/** Sessions cannot be looked up or opened now. Known by its name, as it may come from a copy of this module. */
export class Away extends Error {
  override name = 'Away';
}

type Calls = Record<string, (...given: never[]) => Promise<unknown>>;

/** The same calls; whatever one of them throws becomes {@link Away}, as these stores have nothing but Redis to fail. */
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
