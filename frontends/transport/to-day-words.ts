import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';

/**
 * A day as promises name it: `내일(목) 5/16`, or `5/20(월)` where it is further ahead.
 *
 * @param day such as `2019-05-16`
 * @param daysAhead counted from today
 */
export function toDayWords(day: string, daysAhead: number, language: Language): string {
  const { weekdays, relative, near, far } = texts[language];
  const date = new Date(day);
  const weekday = weekdays[date.getUTCDay()] as string;
  const numbers = `${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
  const word = relative[daysAhead];
  return word ? near(word, weekday, numbers) : far(weekday, numbers);
}
