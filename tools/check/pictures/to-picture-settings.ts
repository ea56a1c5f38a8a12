/** The time in pictures, after the last review and before the last coupon of the seed. */
const time = '2019-05-15T10:00:00+09:00';

/** The variables of workers whose pictures are taken: days, such as that of an arrival, must not change from run to run. @param now epoch milliseconds */
export function toPictureSettings(now: number): Record<string, string> {
  return { DEV_NOW: time, DEV_NOW_SINCE: String(now), REDIS_TIMEOUT: '5000' };
}
