import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import type { ArrivalPromise, DeliveryService, Region } from './contract.ts';

/** Days on which people work: weekdays from 0 for Sunday, and whether they also work on public holidays. */
export type Workdays = { weekdays: number[]; holidays: boolean };

/** How goods travel to a region: they are handed over on a day of `handedOver`, and arrive `transitDays` days of `delivered` later. */
export type DeliveryRule = {
  service: DeliveryService;
  region: Region;
  /** Seconds after midnight in Korea. An order before this time is handed over on the same day. */
  cutOff: number;
  transitDays: number;
  handedOver: Workdays;
  delivered: Workdays;
};

/** Public holidays as days in Korea, such as `2019-05-06`. */
export type Holidays = ReadonlySet<string>;

/**
 * Computes when an order that is placed now arrives.
 *
 * @param now epoch milliseconds
 * @throws {Error} if the rule has no workday in the next 60 days
 */
export function toArrivalPromise(rule: DeliveryRule, holidays: Holidays, now: number): ArrivalPromise {
  const today = Math.floor((now + koreaAhead) / dayLength);
  const isLate = now >= toMoment(today) + rule.cutOff * 1_000;
  const handedOver = findWorkday(isLate ? today + 1 : today, rule.handedOver, holidays);
  let arrival = handedOver;
  for (let days = 0; days < rule.transitDays; days++)
    arrival = findWorkday(arrival + 1, rule.delivered, holidays);
  const orderBefore = toMoment(handedOver) + rule.cutOff * 1_000;
  return {
    service: rule.service,
    region: rule.region,
    arrival: toDay(arrival),
    daysAhead: arrival - today,
    orderBefore,
    turnsIn: Math.min(orderBefore, toMoment(today + 1)) - now,
  };
}

const dayLength = 24 * 60 * 60 * 1_000;
const koreaAhead = 9 * 60 * 60 * 1_000;

/** More days than the longest run of days without work. */
const longestRest = 60;

/** The first workday from `day` on. A day is a number of days in Korea since the epoch. */
function findWorkday(day: number, { weekdays, holidays: onHolidays }: Workdays, holidays: Holidays): number {
  for (let candidate = day; candidate < day + longestRest; candidate++) {
    // The epoch was a Thursday.
    const weekday = (((candidate + 4) % 7) + 7) % 7;
    if (weekdays.includes(weekday) && (onHolidays || !holidays.has(toDay(candidate)))) return candidate;
  }
  throw new Error(`No workday was found in ${longestRest} days.`);
}

/** The beginning of a day in Korea, in epoch milliseconds. */
function toMoment(day: number): number {
  return day * dayLength - koreaAhead;
}

function toDay(day: number): string {
  return toKoreanDay(toMoment(day));
}
