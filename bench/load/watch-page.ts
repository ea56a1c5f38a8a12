/** The arrival of a page's first byte and of each of `parts`, in milliseconds after the request. */
export type Arrivals = { firstByte: number; parts: number[] };

/**
 * Requests a page as a browser does, and notes when its parts arrive.
 *
 * @throws Error if a part does not arrive
 */
export async function watchPage(url: string, parts: string[]): Promise<Arrivals> {
  const asked = performance.now();
  const arrived = new Map<string, number>();
  const response = await fetch(url);
  const firstByte = performance.now() - asked;
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    const now = performance.now() - asked;
    text += decoder.decode(chunk, { stream: true });
    for (const part of parts) if (!arrived.has(part) && text.includes(part)) arrived.set(part, now);
  }
  return {
    firstByte,
    parts: parts.map((part) => {
      const at = arrived.get(part);
      if (at === undefined) throw new Error(`${url} lacks ${part}`);
      return at;
    }),
  };
}
