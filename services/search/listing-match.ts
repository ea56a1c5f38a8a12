import type { QueryForm, QueryWord } from './korean.ts';

export interface Match {
  /** SQL that follows WHERE, with the listing as `l`. */
  readonly where: string;
  readonly values: readonly string[];
  /** SQL of a number, the smaller the better; needs its own values after those of `where`. */
  readonly rank: string;
  readonly rankValues: readonly string[];
}

const shortestIndexed = 3;

/**
 * Every word must be in the title or the brand, in any order, also inside words and across spaces.
 *
 * @param category of which the products must be; any where left out
 */
export function toMatch(form: QueryForm, category?: string): Match {
  const indexed = form.words.filter(isIndexed);
  const short = form.words.filter((word) => !isIndexed(word));
  const conditions = short.map((word, index) => `instr(${toCompact(word)}, ?${index + 1}) > 0`);
  const values = short.map((word) => word.text);
  if (indexed.length > 0) {
    values.push(indexed.map(toPhrase).join(' AND '));
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
    rank: form.words.map((word, index) => toRank(word, values.length + 2 * index + 1)).join(' + '),
    rankValues: form.words.flatMap((word) => [word.text, word.whole]),
  };
}

function isIndexed(word: QueryWord): boolean {
  return [...word.text].length >= shortestIndexed;
}

function toPhrase(word: QueryWord): string {
  return `${word.field} : "${word.text.replaceAll('"', '""')}"`;
}

/** Not LIKE: D1 refuses patterns over 50 bytes, which is 16 jamo, and instr knows no wildcards. */
function toCompact(word: QueryWord): string {
  return `replace(l.${word.field}, ' ', '')`;
}

/** Start of the title, start of a word, inside one; half syllables after whole ones (공: 공룡, then 고양이). */
function toRank(word: QueryWord, parameter: number): string {
  const text = `?${parameter}`;
  const inside = `1 + (instr(l.${word.field}, ' ' || ${text}) = 0)`;
  const place = `CASE instr(${toCompact(word)}, ${text}) WHEN 1 THEN 0 ELSE ${inside} END`;
  return `3 * (instr(l.folded, ?${parameter + 1}) = 0) + ${place}`;
}
