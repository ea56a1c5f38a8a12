import { authorizationFields } from '@jogakbo/contracts/api';

/**
 * Reads the query parameters that a page declares: the first value of each that is not empty. Foreign parameters, such as `utm_source`,
 * are left out. Copied links often have white space, a slash or a second `?` after a value; this is cut off.
 *
 * @param names the parameters that the page declares
 * @example readQuery(['item'], '?item=&item=2?utm_source=x') // { item: '2' }
 */
export function readQuery(names: readonly string[], search: string): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [given, value] of new URLSearchParams(search)) {
    // A link that was copied from HTML source has escaped ampersands.
    const name = given.replace(/^amp;/, '');
    if (!names.includes(name) || Object.hasOwn(read, name)) continue;
    const clean = value.match(/^\s*([\w-]+)[\s/]*(?:\?.*)?$/)?.[1] ?? value;
    const kept = freeText.has(name) ? value : clean;
    if (kept.trim() !== '') read[name] = kept;
  }
  return read;
}

/** People write the values of these parameters, or the values are addresses themselves. */
const freeText = new Set<string>(['q', 'next', ...authorizationFields]);
