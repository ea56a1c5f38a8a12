import type { QueryForm } from './korean.ts';
import type { Suggestion } from './listing.ts';
import { toSpellings } from './spelling.ts';
import { toAlternatives } from './to-match.ts';

export interface SuggestionRow {
  readonly productId: string;
  readonly title: string;
  readonly brand: string;
}

/** The most characters of a suggestion. */
const longest = 60;

/** Makes suggestions of titles, best first. A brand comes before its title if the typed words are in the brand. */
export function toSuggestions(rows: readonly SuggestionRow[], form: QueryForm, limit: number): Suggestion[] {
  const suggestions = new Map<string, Suggestion>();
  for (const { productId, title, brand } of rows) {
    for (const text of isMatched(brand, form) ? [brand, title] : [title]) {
      const key = toCompact(text.toLowerCase());
      if (suggestions.size < limit && !suggestions.has(key)) {
        suggestions.set(key, { text: toShort(text), productId });
      }
    }
  }
  return [...suggestions.values()];
}

function isMatched(brand: string, form: QueryForm): boolean {
  const spellings = toSpellings(brand);
  return form.words.every((word) =>
    toAlternatives(word).some(({ field, text }) => toCompact(spellings[field]).includes(text)),
  );
}

function toCompact(text: string): string {
  return text.replace(/\s/g, '');
}

/** Cuts a text between words if possible, so that a search for it finds the product. */
function toShort(text: string): string {
  const characters = [...text.trim()];
  if (characters.length <= longest) return text.trim();
  const cut = characters.slice(0, longest).join('');
  return cut.replace(/\s+\S*$/, '');
}
