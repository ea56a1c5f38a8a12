import type { Objective } from './objective.ts';

/**
 * The rules of the SRE workbook for a period of 30 days: an alert needs a high burn rate in a long window, and in a short one, so that it ends
 * soon after the fault. https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
export const rules = [
  { severity: 'page', factor: 14.4, long: '1h', short: '5m' },
  { severity: 'page', factor: 6, long: '6h', short: '30m' },
  { severity: 'ticket', factor: 1, long: '3d', short: '6h' },
] as const;

/** Every window that a rule needs. */
export const windows = [...new Set(rules.flatMap(({ long, short }) => [long, short]))];
export type Window = (typeof rules)[number]['long' | 'short'];

/** The requests for a fragment in a window. `good` are those that were answered correctly and in time. */
export type WindowCount = { requests: number; good: number };

export type Alert = {
  fragment: string;
  severity: 'page' | 'ticket';
  /** How many times faster than allowed the errors of the long window use up the budget. */
  burn: number;
  long: Window;
  short: Window;
  objective: Objective;
};

/**
 * The burn rate: the share of bad answers, divided by the share that the objective allows. At 1 the budget of a period is used up exactly at its
 * end.
 *
 * @returns undefined if there were no requests
 */
export function toBurnRate({ requests, good }: WindowCount, { percent }: Objective): number | undefined {
  if (requests <= 0) return undefined;
  const bad = Math.min(1, Math.max(0, 1 - good / requests));
  return bad / (1 - percent / 100);
}

/**
 * Finds the alert of a fragment: the most urgent rule whose burn rate is reached in both windows.
 *
 * @param counts the requests by window; a window without an entry had none
 */
export function toAlert(
  fragment: string,
  objective: Objective,
  counts: Partial<Record<Window, WindowCount>>,
): Alert | undefined {
  for (const { severity, factor, long, short } of rules) {
    const [whole, recent] = [counts[long], counts[short]];
    // With few requests, one failure is a high rate, and says nothing yet.
    if (!whole || !recent || whole.requests < fewestRequests) continue;
    const [burn = 0, now = 0] = [toBurnRate(whole, objective), toBurnRate(recent, objective)];
    if (burn >= factor && now >= factor) return { fragment, severity, burn, long, short, objective };
  }
  return undefined;
}

const fewestRequests = 20;

/** What changed since the last look. A page that became a ticket, or the reverse, has begun again. */
export function toChanges(before: Alert[], now: Alert[]): { began: Alert[]; ended: Alert[] } {
  const key = ({ fragment, severity }: Alert) => `${fragment} ${severity}`;
  const [known, present] = [new Set(before.map(key)), new Set(now.map(key))];
  return {
    began: now.filter((alert) => !known.has(key(alert))),
    ended: before.filter((alert) => !present.has(key(alert))),
  };
}
