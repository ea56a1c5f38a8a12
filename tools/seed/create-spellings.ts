import { spellings } from './words/spellings.ts';

/** For each spelling of a word all the others, in both directions. */
export function createSpellings(): { spelling: string; term: string }[] {
  return spellings.flatMap((words) =>
    words.flatMap((spelling) =>
      words.filter((term) => term !== spelling).map((term) => ({ spelling, term })),
    ),
  );
}
