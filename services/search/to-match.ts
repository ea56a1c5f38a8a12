import type { QueryForm, QueryWord } from './korean.ts';
import { quote, toCategoryToken, toPhrase } from './to-grams.ts';

export interface Match {
  /** A query of the index `listing_gram`, the first parameter of a statement. */
  readonly query: string;
  /** SQL of a number for the listing `l`; a smaller one is better. Its values begin with the second parameter. */
  readonly rank: string;
  readonly rankValues: readonly string[];
}

/**
 * Builds the query that finds listings with every word in the title or the brand, in any order. A word may be inside another word, or
 * run across spaces.
 *
 * @param category the category of the products; left out for the whole shop
 */
export function toMatch(form: QueryForm, category?: string): Match {
  const words = form.words.map(toAlternatives);
  const conditions = words.map((word) => `(${word.map(toCondition).join(' OR ')})`);
  if (category) conditions.push(`category : ${quote(toCategoryToken(category))}`);
  return { query: conditions.join(' AND '), ...rankWords(words, 1) };
}

/** A word and its other spellings. */
export function toAlternatives(word: QueryWord): QueryWord[] {
  return [word, ...(word.also ?? [])];
}

function toCondition({ field, text }: QueryWord): string {
  return `${field} : ${toPhrase(text)}`;
}

function rankWords(words: readonly QueryWord[][], bound: number): Pick<Match, 'rank' | 'rankValues'> {
  const rankValues: string[] = [];
  const ranks = words.map((word) => {
    const places = word.map((each) => toRank(each, bound + rankValues.push(each.text, each.whole) - 1));
    return places.length > 1 ? `min(${places.join(', ')})` : places[0];
  });
  return { rank: ranks.join(' + '), rankValues };
}

/**
 * Ranks the start of the title first, then the start of a word, then the inside of a word. Parts of syllables come last: 공 finds
 * 공룡, then 고양이. It uses `instr`, which has no wildcards. LIKE cannot be used: D1 refuses patterns over 50 bytes, which are 16
 * jamo.
 */
function toRank(word: QueryWord, parameter: number): string {
  const text = `?${parameter}`;
  const inside = `1 + (instr(l.${word.field}, ' ' || ${text}) = 0)`;
  const place = `CASE instr(replace(l.${word.field}, ' ', ''), ${text}) WHEN 1 THEN 0 ELSE ${inside} END`;
  return `3 * (instr(l.folded, ?${parameter + 1}) = 0) + ${place}`;
}
