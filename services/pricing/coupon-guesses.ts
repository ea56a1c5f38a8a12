import {
  createRateLimit,
  isRefused,
  type RateLimitSettings,
  type RatePolicy,
  type Taken,
} from '@jogakbo/edge/create-rate-limit';

const hour = 60 * 60;

/**
 * Open while Redis is away: coupons that a member may use now are listed to them, so a guess finds little, and nobody is kept from
 * paying.
 */
const guesses: RatePolicy = {
  name: 'coupon-guesses',
  setting: 'COUPON_GUESSES_BY_MEMBER',
  ...{ quota: 20, window: hour, away: 'open' },
};
/** A code counts once: a checkout asks again and again for the price with the code that was typed. */
const repeats: RatePolicy = { name: 'coupon-code', quota: 1, window: hour, away: 'open' };

/**
 * Counts codes of no coupon against the member who typed them.
 *
 * @returns what refuses the quote; undefined where the member may go on
 */
export async function countGuesses(
  settings: RateLimitSettings,
  { member, codes, expires }: { member: string; codes: string[]; expires: number },
): Promise<Taken | undefined> {
  const perMember = createRateLimit(settings, guesses, expires);
  const perCode = createRateLimit(settings, repeats, expires);
  for (const code of codes) {
    const key = `${member}:${code}`;
    if ((await perCode.take(key)).outcome !== 'within') continue;
    const taken = await perMember.take(member);
    if (!isRefused(taken, guesses)) continue;
    await perCode.giveBack(key);
    return taken;
  }
  return undefined;
}
