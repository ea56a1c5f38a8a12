import type { D1Like } from './d1-like.ts';
import { toTermWords } from './korean.ts';
import { rankTerms, type Term, toKeys } from './near-words.ts';
import { readSpellings } from './read-spellings.ts';

type Texts = { title: string; brand: string };

export interface TermStore {
  /** Counts the words of some listings of a rebuild. The first call with a later generation starts again from 0. */
  recount(listings: readonly Texts[], generation: number): Promise<void>;
  /** Adds the words of changed products. The counts of known words stay until the next rebuild. */
  add(listings: readonly Texts[], generation: number): Promise<void>;
  /** Ends a rebuild: adds the words of the spelling table, which may be parts of words, and deletes words that no product has. */
  sweep(generation: number): Promise<void>;
  /** Finds the words that each given word may mean, the likeliest first. @param jamo words spelled in jamo */
  findNear(jamo: readonly string[], limit: number): Promise<Term[][]>;
  /** Reads the other spellings of words. A word without any is left out. */
  readSpellings(words: readonly string[]): Promise<Map<string, string[]>>;
}

const upsert = (frequency: string) => `
  INSERT INTO term (jamo, word, frequency, generation)
  SELECT value->>'jamo', value->>'word', value->>'frequency', ?2 FROM json_each(?1) WHERE true
  ON CONFLICT (jamo) DO UPDATE SET frequency = ${frequency}, generation = max(generation, excluded.generation)`;

const recounted = upsert(
  `CASE WHEN generation < excluded.generation THEN 0 ELSE frequency END + excluded.frequency`,
);
const added = upsert('frequency');

const insertKeys = `
  INSERT OR IGNORE INTO term_key (key, term_id)
  SELECT k.value, t.id FROM json_each(?1) r JOIN term t ON t.jamo = r.value->>'jamo', json_each(r.value, '$.keys') k
  WHERE NOT EXISTS (SELECT 1 FROM term_key x WHERE x.term_id = t.id)`;

// Reads at most a thousand entries. The longest keys come first, since their words are the nearest.
const selectNear = `
  SELECT t.word, t.jamo, t.frequency
  FROM (
    SELECT DISTINCT term_id
    FROM (SELECT k.term_id FROM json_each(?1) q CROSS JOIN term_key k ON k.key = q.value LIMIT 1000)
  ) n CROSS JOIN term t ON t.id = n.term_id`;

export function createTermStore(db: D1Like): TermStore {
  return {
    recount: (listings, generation) => write(recounted, listings, generation),
    add: (listings, generation) => write(added, listings, generation),

    async sweep(generation) {
      const { results } = await db.prepare('SELECT spelling FROM spelling').all<{ spelling: string }>();
      await write(
        added,
        results.map(({ spelling }) => ({ title: spelling, brand: '' })),
        generation,
      );
      await db.batch([
        db
          .prepare('DELETE FROM term_key WHERE term_id IN (SELECT id FROM term WHERE generation < ?1)')
          .bind(generation),
        db.prepare('DELETE FROM term WHERE generation < ?1').bind(generation),
      ]);
    },

    async findNear(words, limit) {
      if (words.length === 0) return [];
      const asked = words.map((jamo) => db.prepare(selectNear).bind(JSON.stringify(toKeys(jamo))));
      const found = await db.batch<Term>(asked);
      return words.map((jamo, index) => rankTerms(jamo, found[index]?.results ?? []).slice(0, limit));
    },

    readSpellings: (words) => readSpellings(db, words),
  };

  async function write(sql: string, listings: readonly Texts[], generation: number): Promise<void> {
    const counts = new Map<string, { jamo: string; word: string; frequency: number }>();
    for (const { title, brand } of listings) {
      for (const { text: jamo, whole: word } of toTermWords(`${title} ${brand}`)) {
        const { frequency } = counts.get(jamo) ?? { frequency: 0 };
        counts.set(jamo, { jamo, word, frequency: frequency + 1 });
      }
    }
    if (counts.size === 0) return;
    // Most words are known, and each has up to 37 keys.
    const { results } = await db
      .prepare('SELECT t.jamo FROM json_each(?1) r CROSS JOIN term t ON t.jamo = r.value')
      .bind(JSON.stringify([...counts.keys()]))
      .all<{ jamo: string }>();
    const known = new Set(results.map(({ jamo }) => jamo));
    const keys = [...counts.keys()]
      .filter((jamo) => !known.has(jamo))
      .map((jamo) => ({ jamo, keys: toKeys(jamo) }));
    await db.batch([
      db.prepare(sql).bind(JSON.stringify([...counts.values()]), generation),
      ...(keys.length > 0 ? [db.prepare(insertKeys).bind(JSON.stringify(keys))] : []),
    ]);
  }
}
