/**
 * The query parameters that belong to a page, each once: its first value that is not empty. Parameters of others, such as
 * `utm_source`, are left out. What often comes after a value in copied links is cut off: white space, a slash, a second `?`.
 *
 * @param names which parameters the page knows
 * @example readQuery(['item'], '?item=&item=2?utm_source=x') // { item: '2' }
 */
export function readQuery(names: readonly string[], search: string): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [given, value] of new URLSearchParams(search)) {
    // Links copied from HTML source have escaped ampersands.
    const name = given.replace(/^amp;/, '');
    if (!names.includes(name) || Object.hasOwn(read, name)) continue;
    const clean = value.match(/^\s*([\w-]+)[\s/]*(?:\?.*)?$/)?.[1] ?? value;
    const kept = freeText.has(name) ? value : clean;
    if (kept.trim() !== '') read[name] = kept;
  }
  return read;
}

/** Their values are written by people, or are addresses themselves. */
const freeText = new Set(['q', 'next']);
