import { describe, expect, test } from 'bun:test';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { root } from '../workers.ts';
import type { Holiday } from './decreed-holidays.ts';
import { holidayYears } from './holiday-years.ts';
import { listKoreanHolidays } from './list-korean-holidays.ts';
import { writeMigration } from './write-migration.ts';

const { from, until } = holidayYears;

/** As published by the Korea Astronomy and Space Science Institute for each year, without ordinary Sundays. */
const published: Record<number, string> = {
  2019: '01-01 02-04 02-05 02-06 03-01 05-05 05-06 05-12 06-06 08-15 09-12 09-13 09-14 10-03 10-09 12-25',
  2020: '01-01 01-24 01-25 01-26 01-27 03-01 04-15 04-30 05-05 06-06 08-15 08-17 09-30 10-01 10-02 10-03 10-09 12-25',
  2023: '01-01 01-21 01-22 01-23 01-24 03-01 05-05 05-27 05-29 06-06 08-15 09-28 09-29 09-30 10-02 10-03 10-09 12-25',
  2025: '01-01 01-27 01-28 01-29 01-30 03-01 03-03 05-05 05-06 06-03 06-06 08-15 10-03 10-05 10-06 10-07 10-08 10-09 12-25',
  2026: '01-01 02-16 02-17 02-18 03-01 03-02 05-01 05-05 05-24 05-25 06-03 06-06 07-17 08-15 08-17 09-24 09-25 09-26 10-03 10-05 10-09 12-25',
};

describe('the list of Korean holidays', () => {
  test.each(Object.entries(published))('of %s agrees with the published list', (year, days) => {
    const list = listKoreanHolidays(Number(year), Number(year));
    expect(list.map(({ day }) => day)).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });

  test('has every day once, in order', () => {
    const days = listKoreanHolidays(from, until).map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].sort());
    expect(listKoreanHolidays(2027, 2027).map(({ day }) => day)).toContain('2027-05-03');
  });
});

test("the transport service's migrations make exactly this table; otherwise run bun tools/holidays.ts", async () => {
  const { results } = await createSqliteDatabase(`${root}/services/transport/migrations`)
    .prepare('SELECT day, name FROM holiday ORDER BY day')
    .all<Holiday>();
  expect(results).toEqual(listKoreanHolidays(from, until));
});

test('a migration of holidays removes, adds and renames rows, and without a change there is no migration', () => {
  const have = [
    { day: '2019-01-01', name: '신정' },
    { day: '2019-01-02', name: "옛'날" },
  ];
  const want = [
    { day: '2019-01-01', name: "새'날" },
    { day: '2019-01-03', name: '셋' },
  ];
  expect(writeMigration(have, have)).toBeUndefined();
  expect(writeMigration(have, want)).toBe(
    `DELETE FROM holiday WHERE day IN ('2019-01-02');

INSERT OR REPLACE INTO holiday (day, name) VALUES
  ('2019-01-01', '새''날'),
  ('2019-01-03', '셋');
`,
  );
});
