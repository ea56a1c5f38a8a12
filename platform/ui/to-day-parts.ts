import type { Language } from '@jogakbo/contracts/language';

/**
 * The weekday and the numbers of a calendar day, such as `목` or `Thu` and `5/16`.
 *
 * @param day a day such as `2019-05-16`
 */
export function toDayParts(day: string, language: Language): { weekday: string; numbers: string } {
  const date = new Date(day);
  return {
    weekday: weekdays[language][date.getUTCDay()] as string,
    numbers: `${date.getUTCMonth() + 1}/${date.getUTCDate()}`,
  };
}

const weekdays = {
  ko: ['일', '월', '화', '수', '목', '금', '토'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
