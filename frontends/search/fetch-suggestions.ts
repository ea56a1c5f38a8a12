import { fetchInPage } from '@jogakbo/browser/fetch-in-page';

/** An answer of an older version has no terms. */
type Suggestions = { terms?: string[]; suggestions: { text: string }[] };

const most = 10;

/**
 * What the shop suggests for a term: words first, then titles of products. Empty where the shop does not answer.
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
    const { terms = [], suggestions } = (await response.json()) as Suggestions;
    return [...new Set([...terms, ...suggestions.map(({ text }) => text)])].slice(0, most);
  } catch {
    return [];
  }
}
