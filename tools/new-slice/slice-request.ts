/** Where a new slice keeps its data. */
export const stores = ['d1', 'redis', 'durable-object', 'none'] as const;
export type Store = (typeof stores)[number];

/** What a new slice is. */
export type SliceRequest = { name: string; owner: string; store: Store };

/** Names with another meaning in commands, paths or folders. */
const reserved = [
  'all',
  'services',
  'shell',
  'frontend',
  'bff',
  'service',
  'contract',
  'contracts',
  'released',
  'api',
  'assets',
];

/**
 * Says why a slice cannot have a name.
 *
 * @param taken the names of the slices that exist
 * @returns a sentence; undefined if the name is free and allowed
 */
export function refuseName(name: string, taken: readonly string[]): string | undefined {
  if (!/^[a-z]{2,20}$/.test(name))
    return `A slice has a name of 2 to 20 small letters, such as wishlist: "${name}" is not allowed.`;
  if (reserved.includes(name)) return `"${name}" has another meaning here. Choose another name.`;
  if (taken.includes(name)) return `A slice is called ${name} already.`;
  return undefined;
}

/** Says why a team cannot have a name; undefined if it can. */
export function refuseOwner(owner: string): string | undefined {
  return /^[a-z][a-z0-9-]{1,38}$/.test(owner)
    ? undefined
    : `A team has a name of small letters, digits and hyphens, such as gifts: "${owner}" is not allowed.`;
}

/** Says why there is no such store; undefined if there is. */
export function refuseStore(store: string): string | undefined {
  return (stores as readonly string[]).includes(store)
    ? undefined
    : `There is no store "${store}". Choose one of ${stores.join(', ')}.`;
}
