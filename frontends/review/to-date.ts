import type { Language } from '@jogakbo/contracts/language';

const formats = { ko: toFormat('ko-KR'), en: toFormat('en-US') };

/** The day in Korea, such as `2019. 5. 14.` or `May 14, 2019`. */
export function toDate(moment: number, language: Language): string {
  return formats[language].format(moment);
}

function toFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'Asia/Seoul' });
}
