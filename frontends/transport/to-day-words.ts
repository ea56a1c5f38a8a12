import type { Language } from '@jogakbo/contracts/language';
import { toDayParts } from '@jogakbo/ui/to-day-parts';
import { texts } from './texts.ts';

/**
 * The day of a promise in words: `내일(목) 5/16`, or `5/20(월)` if it is further ahead.
 *
 * @param day a day such as `2019-05-16`
 * @param daysAhead the number of days from today
 */
export function toDayWords(day: string, daysAhead: number, language: Language): string {
  const { relative, near, far } = texts[language];
  const { weekday, numbers } = toDayParts(day, language);
  const word = relative[daysAhead];
  return word ? near(word, weekday, numbers) : far(weekday, numbers);
}
