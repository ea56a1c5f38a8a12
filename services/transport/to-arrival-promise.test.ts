import { describe, expect, test } from 'bun:test';
import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import fc from 'fast-check';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { type DeliveryService, deliveryServices, type Region, regions } from './contract.ts';
import { createTermsStore } from './terms-store.ts';
import { type DeliveryRule, toArrivalPromise, type Workdays } from './to-arrival-promise.ts';

const store = createTermsStore(createSqliteDatabase(`${import.meta.dir}/migrations`));

async function promiseAt(time: string, service: DeliveryService, region: Region = 'capital') {
  const { promises } = await store.terms(region, Date.parse(`${time}+09:00`));
  return promises.find((promise) => promise.service === service);
}

describe('an arrival promise by the terms of the shop', () => {
  test('is tomorrow, Thursday 5/16, for rocket on the morning of the reference page', async () => {
    expect(await promiseAt('2019-05-15T10:00:00', 'rocket')).toEqual({
      service: 'rocket',
      region: 'capital',
      arrival: '2019-05-16',
      daysAhead: 1,
      orderBefore: Date.parse('2019-05-16T00:00:00+09:00'),
      turnsIn: 14 * 60 * 60 * 1_000,
    });
  });

  test.each<[string, DeliveryService, Region, string, string]>([
    ['the last second before midnight', 'rocket', 'capital', '2019-05-15T23:59:59', '2019-05-16'],
    ['midnight', 'rocket', 'capital', '2019-05-16T00:00:00', '2019-05-17'],
    [
      'the last millisecond before the cut-off',
      'rocket',
      'mainland',
      '2019-05-15T21:59:59.999',
      '2019-05-16',
    ],
    ['the cut-off', 'rocket', 'mainland', '2019-05-15T22:00:00', '2019-05-17'],
    ['a parcel before the cut-off', 'standard', 'capital', '2019-05-15T14:59:59', '2019-05-17'],
    ['a parcel at the cut-off', 'standard', 'capital', '2019-05-15T15:00:00', '2019-05-18'],
    ['Saturday, rocket works on Sunday', 'rocket', 'capital', '2019-05-18T10:00:00', '2019-05-19'],
    ['Saturday, parcels wait for Monday', 'standard', 'capital', '2019-05-18T10:00:00', '2019-05-22'],
    ['Friday, parcels skip Sunday', 'standard', 'capital', '2019-05-17T10:00:00', '2019-05-20'],
    ['Friday, ferries do not go on Sunday', 'rocket', 'islands', '2019-05-17T10:00:00', '2019-05-21'],
    ['the eve of 설날 2020, rocket', 'rocket', 'capital', '2020-01-23T10:00:00', '2020-01-24'],
    ['the eve of 설날 2020 and its substitute', 'standard', 'capital', '2020-01-23T10:00:00', '2020-01-29'],
    ['during 설날 2020', 'standard', 'capital', '2020-01-25T10:00:00', '2020-01-30'],
    ['설날 2023, whose substitute is a Tuesday', 'standard', 'capital', '2023-01-20T14:59:59', '2023-01-26'],
    ['추석 2025 between 개천절 and 한글날', 'standard', 'capital', '2025-10-02T10:00:00', '2025-10-10'],
    ['추석 2025, rocket', 'rocket', 'capital', '2025-10-05T10:00:00', '2025-10-06'],
    ['추석 2025 by ferry', 'rocket', 'islands', '2025-10-02T10:00:00', '2025-10-11'],
    [
      'Children’s Day on a Sunday with its substitute',
      'standard',
      'capital',
      '2019-05-03T16:00:00',
      '2019-05-09',
    ],
    ["the year's end, rocket", 'rocket', 'capital', '2019-12-31T23:59:59', '2020-01-01'],
    ["the year's end, parcels", 'standard', 'capital', '2019-12-31T10:00:00', '2020-01-03'],
    ['before a leap day', 'rocket', 'capital', '2020-02-28T10:00:00', '2020-02-29'],
    ['on a leap day', 'rocket', 'capital', '2020-02-29T10:00:00', '2020-03-01'],
    [
      'the end of February in a year without a leap day',
      'rocket',
      'capital',
      '2019-02-28T10:00:00',
      '2019-03-01',
    ],
    [
      'from abroad, on the workdays of customs',
      'rocket-overseas',
      'capital',
      '2019-05-15T10:00:00',
      '2019-05-20',
    ],
  ])('for %s: %s to %s, ordered at %s, arrives on %s', async (_, service, region, time, arrival) => {
    expect((await promiseAt(time, service, region))?.arrival).toBe(arrival);
  });

  test('of an order on a day without hand-over counts from the next day of hand-over', async () => {
    const promise = await promiseAt('2019-05-18T20:00:00', 'standard');
    expect(promise?.orderBefore).toBe(Date.parse('2019-05-20T15:00:00+09:00'));
    expect(promise?.turnsIn).toBe(4 * 60 * 60 * 1_000);
  });

  test('exists for every service to every region', async () => {
    for (const region of regions) {
      const { promises } = await store.terms(region, Date.parse('2030-12-31T23:59:59+09:00'));
      expect(promises.map(({ service }) => service)).toEqual([...deliveryServices]);
    }
  });
});

describe('an arrival promise by any terms', () => {
  const start = Date.parse('2019-12-01T00:00:00+09:00');
  const dayLength = 24 * 60 * 60 * 1_000;
  const moment = fc.integer({ min: start, max: start + 120 * dayLength });
  const workdays: fc.Arbitrary<Workdays> = fc.record({
    weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    holidays: fc.boolean(),
  });
  const rule: fc.Arbitrary<DeliveryRule> = fc.record({
    service: fc.constantFrom(...deliveryServices),
    region: fc.constantFrom(...regions),
    cutOff: fc.integer({ min: 1, max: 86_400 }),
    transitDays: fc.integer({ min: 1, max: 7 }),
    handedOver: workdays,
    delivered: workdays,
  });
  const holidays = fc
    .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 20 })
    .map((days) => new Set(days.map((day) => toKoreanDay(start + day * dayLength))));

  const works = (day: string, { weekdays, holidays: too }: Workdays, among: Set<string>) =>
    weekdays.includes(new Date(day).getUTCDay()) && (too || !among.has(day));

  test('is after the day of the order, on a day of delivery', () => {
    fc.assert(
      fc.property(rule, holidays, moment, (rule, holidays, now) => {
        const promise = toArrivalPromise(rule, holidays, now);
        expect(promise.arrival > toKoreanDay(now)).toBe(true);
        expect(works(promise.arrival, rule.delivered, holidays)).toBe(true);
        expect(works(toKoreanDay(promise.orderBefore - 1), rule.handedOver, holidays)).toBe(true);
        expect(promise.orderBefore).toBeGreaterThan(now);
        expect(Date.parse(promise.arrival) - Date.parse(toKoreanDay(now))).toBe(
          promise.daysAhead * dayLength,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test('is never earlier for a later order', () => {
    fc.assert(
      fc.property(rule, holidays, moment, moment, (rule, holidays, one, other) => {
        const earlier = toArrivalPromise(rule, holidays, Math.min(one, other));
        const later = toArrivalPromise(rule, holidays, Math.max(one, other));
        expect(earlier.arrival <= later.arrival).toBe(true);
        expect(earlier.orderBefore).toBeLessThanOrEqual(later.orderBefore);
      }),
      { numRuns: 2_000 },
    );
  });

  test('stays the same until `turnsIn`, and changes then', () => {
    fc.assert(
      fc.property(rule, holidays, moment, (rule, holidays, now) => {
        const promise = toArrivalPromise(rule, holidays, now);
        const turns = now + (promise.turnsIn as number);
        const shown = ({ arrival, daysAhead }: typeof promise) => `${arrival} ${daysAhead}`;
        expect(shown(toArrivalPromise(rule, holidays, turns - 1))).toBe(shown(promise));
        const next = toArrivalPromise(rule, holidays, turns);
        expect(next.orderBefore > promise.orderBefore || next.daysAhead < promise.daysAhead).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
