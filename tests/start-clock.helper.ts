/**
 * Settings of a worker whose clock starts at a time now, such as `2019-05-15T10:00:00+09:00`. Without them, the clock of every worker in
 * this process that has the same time would go on from the first one's start, minutes ago.
 */
export const startClock = (time: string) => ({ DEV_NOW: time, DEV_NOW_SINCE: String(Date.now()) });
