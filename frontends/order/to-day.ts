import type { Language } from '@jogakbo/contracts/language';

const day = { month: 'numeric', day: 'numeric', weekday: 'short' } as const;
const moment = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const;
const date = { dateStyle: 'medium' } as const;
const formats = {
  ko: { day: toFormat('ko-KR', day), date: toFormat('ko-KR', date), moment: toFormat('ko-KR', moment) },
  en: {
    day: toFormat('en-US', { ...day, month: 'short' }),
    date: toFormat('en-US', date),
    moment: toFormat('en-US', moment),
  },
};

/** A day in Korea, such as `5. 16. (목)`, from epoch milliseconds or from `2019-05-16`. */
export function toDay(time: number | string, language: Language): string {
  return formats[language].day.format(typeof time === 'string' ? Date.parse(`${time}T00:00:00+09:00`) : time);
}

/** A day in Korea with its year, such as `2019. 5. 16.`. */
export function toDate(time: number, language: Language): string {
  return formats[language].date.format(time);
}

/** A moment in Korea, such as `2019. 5. 15. 10:00`. */
export function toMoment(time: number, language: Language): string {
  return formats[language].moment.format(time);
}

function toFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'Asia/Seoul' });
}
