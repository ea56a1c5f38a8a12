import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import type { ArrivalPromise, DeliveryService, Region } from './contract.ts';

/** Days on which work is done: weekdays from 0 for Sunday, and whether they count on public holidays, too. */
export type Workdays = { weekdays: number[]; holidays: boolean };

/** How goods travel to a region. Handed over on a day that is one of `handedOver`, they arrive `transitDays` of `delivered` later. */
export type DeliveryRule = {
  service: DeliveryService;
  region: Region;
  /** Seconds after midnight in Korea until which an order goes out the same day. */
  cutOff: number;
  transitDays: number;
  handedOver: Workdays;
  delivered: Workdays;
};

/** Public holidays as days in Korea, such as `2019-05-06`. */
export type Holidays = ReadonlySet<string>;

/**
 * When an order placed now arrives.
 *
 * @param now epoch milliseconds
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

/** More days than anyone rests in a row. */
const longestRest = 60;

/** The first of `workdays` from `day` on; days are counted from the epoch's, as Korea has them. */
function findWorkday(day: number, { weekdays, holidays: onHolidays }: Workdays, holidays: Holidays): number {
  for (let candidate = day; candidate < day + longestRest; candidate++) {
    // The epoch was a Thursday.
    const weekday = (((candidate + 4) % 7) + 7) % 7;
    if (weekdays.includes(weekday) && (onHolidays || !holidays.has(toDay(candidate)))) return candidate;
  }
  throw new Error('There is no workday within reach.');
}

/** When a day begins in Korea, in epoch milliseconds. */
function toMoment(day: number): number {
  return day * dayLength - koreaAhead;
}

function toDay(day: number): string {
  return toKoreanDay(toMoment(day));
}
