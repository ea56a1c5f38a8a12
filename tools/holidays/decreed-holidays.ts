/** A public holiday; `day` is a calendar day in Korea, such as `2019-05-06`. */
export type Holiday = { day: string; name: string };

/**
 * Holidays that no calendar rule gives: elections at the end of a term, and days that the government decreed. Add the next ones
 * when they are announced.
 */
export const decreedHolidays: Holiday[] = [
  { day: '2020-04-15', name: '국회의원 선거' },
  { day: '2020-08-17', name: '임시공휴일' },
  { day: '2022-03-09', name: '대통령 선거' },
  { day: '2022-06-01', name: '지방선거' },
  { day: '2023-10-02', name: '임시공휴일' },
  { day: '2024-04-10', name: '국회의원 선거' },
  { day: '2024-10-01', name: '임시공휴일' },
  { day: '2025-01-27', name: '임시공휴일' },
  { day: '2025-06-03', name: '대통령 선거' },
  { day: '2026-06-03', name: '지방선거' },
];
