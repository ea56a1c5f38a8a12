import type { D1Database } from '@cloudflare/workers-types';
import { insertRows } from '@jogakbo/edge/insert-rows';
import { toSpellings } from './spelling.ts';

/** Another spelling of a word in titles, such as pokemon for 포켓몬. */
export type Spelling = { spelling: string; term: string };

/** Stores both words as searches compare them: in lower case without spaces. */
export async function seedSpellings(database: D1Database, spellings: readonly Spelling[]): Promise<void> {
  const rows = spellings.map(({ spelling, term }) => [spelling, term].map(toKept));
  const columns = ['spelling', 'term'];
  await insertRows(database, 'spelling', columns, rows, columns);
}

function toKept(text: string): string {
  return toSpellings(text).folded.replaceAll(' ', '');
}
