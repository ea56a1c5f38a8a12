import { fetchInPage } from '@jogakbo/browser/fetch-in-page';
/**
 * What the shop suggests for a term; nothing where that cannot be found out.
 *
 * @param department slug of the department to look in; empty for all of them
 */
export async function fetchSuggestions(
  q: string,
  department: string,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    const response = await fetchInPage(`/api/search/suggestions?${new URLSearchParams({ q, department })}`, {
      signal,
    });
    if (!response.ok) return [];
    const { suggestions } = (await response.json()) as { suggestions: { text: string }[] };
    return suggestions.map(({ text }) => text);
  } catch {
    return [];
  }
}
