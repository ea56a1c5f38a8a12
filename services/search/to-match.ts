import type { QueryForm, QueryWord } from './korean.ts';

export interface Match {
  /** SQL that follows WHERE, with the listing as `l`. */
  readonly where: string;
  readonly values: readonly string[];
  /** SQL of a number; a smaller one is better. Its values follow the values of `where`. */
  readonly rank: string;
  readonly rankValues: readonly string[];
}

/** The shortest text that a trigram index can find, in characters. */
const shortestIndexed = 3;

/**
 * Builds the SQL that finds listings with every word in the title or the brand, in any order. A word may be inside another word, or
 * run across spaces.
 *
 * @param category the category of the products; left out for the whole shop
 */
export function toMatch(form: QueryForm, category?: string): Match {
  const words = form.words.map(toAlternatives);
  const indexed = words.filter((word) => word.every(isIndexed));
  const short = words.filter((word) => !word.every(isIndexed));
  const values: string[] = [];
  const conditions = short.map((word) => {
    const places = word.map((each) => `instr(${toCompact(each)}, ?${values.push(each.text)}) > 0`);
    return `(${places.join(' OR ')})`;
  });
  if (indexed.length > 0) {
    values.push(indexed.map((word) => `(${word.map(toPhrase).join(' OR ')})`).join(' AND '));
    conditions.push(`l.id IN (SELECT rowid FROM listing_text WHERE listing_text MATCH ?${values.length})`);
  }
  if (category !== undefined) {
    values.push(category);
    conditions.push(
      `EXISTS (SELECT 1 FROM listing_category c WHERE c.category = ?${values.length} AND c.product_id = l.product_id)`,
    );
  }
  return {
    where: conditions.join(' AND '),
    values,
    ...rankWords(words, values.length),
  };
}

/** A word and its other spellings. */
export function toAlternatives(word: QueryWord): QueryWord[] {
  return [word, ...(word.also ?? [])];
}

function rankWords(words: readonly QueryWord[][], bound: number): Pick<Match, 'rank' | 'rankValues'> {
  const rankValues: string[] = [];
  const ranks = words.map((word) => {
    const places = word.map((each) => toRank(each, bound + rankValues.push(each.text, each.whole) - 1));
    return places.length > 1 ? `min(${places.join(', ')})` : places[0];
  });
  return { rank: ranks.join(' + '), rankValues };
}

function isIndexed(word: QueryWord): boolean {
  return [...word.text].length >= shortestIndexed;
}

function toPhrase(word: QueryWord): string {
  return `${word.field} : "${word.text.replaceAll('"', '""')}"`;
}

/** For `instr`, which has no wildcards. LIKE cannot be used: D1 refuses patterns over 50 bytes, which are 16 jamo. */
function toCompact(word: QueryWord): string {
  return `replace(l.${word.field}, ' ', '')`;
}

/**
 * Ranks the start of the title first, then the start of a word, then the inside of a word. Parts of syllables come last: 공 finds
 * 공룡, then 고양이.
 */
function toRank(word: QueryWord, parameter: number): string {
  const text = `?${parameter}`;
  const inside = `1 + (instr(l.${word.field}, ' ' || ${text}) = 0)`;
  const place = `CASE instr(${toCompact(word)}, ${text}) WHEN 1 THEN 0 ELSE ${inside} END`;
  return `3 * (instr(l.folded, ?${parameter + 1}) = 0) + ${place}`;
}
