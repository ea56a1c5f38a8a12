import type { D1Database } from '@cloudflare/workers-types';
import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import {
  type ArrivalPromise,
  type DeliveryPolicy,
  type DeliveryService,
  deliveryServices,
  type Region,
} from './contract.ts';
import { type DeliveryRule, type Holidays, toArrivalPromise } from './to-arrival-promise.ts';

type RuleRow = {
  service: DeliveryService;
  region: Region;
  cut_off: number;
  transit_days: number;
  handed_over_on: string;
  handed_over_on_holidays: number;
  delivered_on: string;
  delivered_on_holidays: number;
};

type PolicyRow = {
  version: string;
  free_from: number;
  fee: number;
  surcharges: string;
  free_return: number;
};

/** Days ahead that a promise may depend on. */
const horizon = 90;
const dayLength = 24 * 60 * 60 * 1_000;

/** Reads the terms of delivery that are valid at a time: rules, holidays and policies. */
export function createTermsStore(database: D1Database) {
  return {
    /** A promise for each delivery service to a region, and the policy of fees. @param now epoch milliseconds */
    async terms(
      region: Region,
      now: number,
    ): Promise<{ promises: ArrivalPromise[]; policy: DeliveryPolicy }> {
      // In SQLite, the other columns of a query with max() come from the row with the largest value.
      const [rules, days, policies] = await database.batch([
        database
          .prepare(
            'SELECT *, max(valid_from) FROM delivery_rule WHERE region = ? AND valid_from <= ? GROUP BY service',
          )
          .bind(region, now),
        database
          .prepare('SELECT day FROM holiday WHERE day BETWEEN ? AND ?')
          .bind(toKoreanDay(now), toKoreanDay(now + horizon * dayLength)),
        validPolicy(now),
      ]);
      const holidays: Holidays = new Set(((days?.results ?? []) as { day: string }[]).map(({ day }) => day));
      const found = new Map(((rules?.results ?? []) as RuleRow[]).map((row) => [row.service, toRule(row)]));
      const promises = deliveryServices.map((service) => {
        const rule = found.get(service);
        if (!rule) throw new Error(`There is no delivery rule for ${service} to ${region}.`);
        return toArrivalPromise(rule, holidays, now);
      });
      return { promises, policy: toPolicy(policies?.results[0] as PolicyRow | undefined) };
    },

    async policy(now: number): Promise<DeliveryPolicy> {
      return toPolicy((await validPolicy(now).first<PolicyRow>()) ?? undefined);
    },

    async policyOf(version: string): Promise<DeliveryPolicy | undefined> {
      const row = await database
        .prepare('SELECT * FROM delivery_policy WHERE version = ?')
        .bind(version)
        .first<PolicyRow>();
      return row ? toPolicy(row) : undefined;
    },
  };

  function validPolicy(now: number) {
    return database
      .prepare('SELECT * FROM delivery_policy WHERE valid_from <= ? ORDER BY valid_from DESC LIMIT 1')
      .bind(now);
  }
}

function toRule(row: RuleRow): DeliveryRule {
  return {
    service: row.service,
    region: row.region,
    cutOff: row.cut_off,
    transitDays: row.transit_days,
    handedOver: { weekdays: toWeekdays(row.handed_over_on), holidays: row.handed_over_on_holidays === 1 },
    delivered: { weekdays: toWeekdays(row.delivered_on), holidays: row.delivered_on_holidays === 1 },
  };
}

function toWeekdays(digits: string): number[] {
  return [...digits].map(Number);
}

function toPolicy(row: PolicyRow | undefined): DeliveryPolicy {
  if (!row) throw new Error('There is no valid delivery policy.');
  const { version, free_from, fee, surcharges, free_return } = row;
  return {
    version,
    freeFrom: free_from,
    fee,
    surcharges: JSON.parse(surcharges),
    freeReturn: free_return === 1,
  };
}
