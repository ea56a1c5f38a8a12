import Holidays from 'date-holidays';
import { decreedHolidays, type Holiday } from './decreed-holidays.ts';

/**
 * Lists Korea's public holidays, including substitute holidays, in order of their days. Two holidays on one day are one row.
 *
 * @param from the first year; `until` is the last
 */
export function listKoreanHolidays(from: number, until: number): Holiday[] {
  const calendar = new Holidays('KR');
  const names = new Map<string, Set<string>>();
  const add = (day: string, name: string) => names.set(day, (names.get(day) ?? new Set()).add(name));
  for (let year = from; year <= until; year++) {
    for (const { start, end, name, rule, type } of calendar.getHolidays(year, 'ko')) {
      if (type !== 'public') continue;
      const early = rule === seollal ? dayLength : 0;
      for (let time = start.getTime() - early; time < end.getTime() - early; time += dayLength)
        add(toDay(time), name);
    }
    for (const { day, name } of toLabourDays(year)) add(day, name);
  }
  for (const { day, name } of decreedHolidays) {
    const year = Number(day.slice(0, 4));
    if (year >= from && year <= until) add(day, name);
  }
  return [...names]
    .map(([day, each]) => ({ day, name: [...each].join(', ') }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/**
 * 설날 covers the day before it, the day itself and the day after, like 추석. In date-holidays its three days begin on the day itself:
 * https://github.com/commenthol/date-holidays/pull/641
 */
const seollal = 'korean 01-0-01 P3D';
const dayLength = 24 * 60 * 60 * 1_000;
const offset = 9 * 60 * 60 * 1_000;

/** A public holiday since 2026. date-holidays does not know it yet: https://www.law.go.kr/법령/공휴일에관한법률 */
function toLabourDays(year: number): Holiday[] {
  if (year < 2026) return [];
  const first = { day: `${year}-05-01`, name: '노동절' };
  const weekday = new Date(first.day).getUTCDay();
  const late = { 0: 1, 6: 2 }[weekday];
  return late ? [first, { day: `${year}-05-0${1 + late}`, name: '노동절 (대체공휴일)' }] : [first];
}

function toDay(time: number): string {
  return new Date(time + offset).toISOString().slice(0, 10);
}
