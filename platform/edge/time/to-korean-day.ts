/**
 * Converts a time to the calendar day in Korea, which is nine hours ahead of UTC all year.
 *
 * @param moment epoch milliseconds
 * @returns the day, such as `2019-05-15`
 */
export function toKoreanDay(moment: number): string {
  return new Date(moment + koreaAheadMs).toISOString().slice(0, 10);
}

const koreaAheadMs = 9 * 60 * 60 * 1_000;
