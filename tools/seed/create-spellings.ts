import { spellings } from './words.ts';

/** Pairs each spelling of a word with every other one, in both directions. */
export function createSpellings(): { spelling: string; term: string }[] {
  return spellings.flatMap((words) =>
    words.flatMap((spelling) =>
      words.filter((term) => term !== spelling).map((term) => ({ spelling, term })),
    ),
  );
}
