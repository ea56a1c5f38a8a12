import type { CampaignWindow } from './contract.ts';

/**
 * Whether a link is shown on a day.
 *
 * @param day a calendar day in Korea, such as `2019-05-15`
 */
export function isOpen(window: CampaignWindow | null, day: string): boolean {
  if (!window) return true;
  const { from, until } = window;
  const today = from.length === yearDay ? day.slice(-yearDay) : day;
  return from <= until ? from <= today && today <= until : from <= today || today <= until;
}

/** The length of a day without its year. */
const yearDay = '05-31'.length;
