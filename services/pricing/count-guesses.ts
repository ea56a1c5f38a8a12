import {
  createRateLimit,
  isRefused,
  type RateLimitSettings,
  type RatePolicy,
  type Taken,
} from '@jogakbo/edge/create-rate-limit';

const hour = 60 * 60;

/**
 * Open while Redis is away, so that members can still pay. A guess gains little, since members see a list of the coupons that they
 * may use.
 */
const guesses: RatePolicy = {
  name: 'coupon-guesses',
  setting: 'COUPON_GUESSES_BY_MEMBER',
  ...{ quota: 20, window: hour, away: 'open' },
};
/** A code counts once, since a checkout asks for the price with the typed code many times. */
const repeats: RatePolicy = { name: 'coupon-code', quota: 1, window: hour, away: 'open' };

/**
 * Counts unknown codes against the member who typed them.
 *
 * @param expires when the request's deadline ends, epoch milliseconds
 * @returns the limit that refuses the quote; undefined if the quote may be given
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
