import type { RateLimitSettings } from '@jogakbo/edge/create-rate-limit';
import { refuseRate } from '@jogakbo/edge/limit-rate';
import { problem } from '@jogakbo/edge/problem';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import type { ServiceApp } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import { CouponsQuery, type Quote, QuoteRequest, Redemption } from './contract.ts';
import { countGuesses } from './count-guesses.ts';
import { createCouponStore } from './coupon-store.ts';
import type { PricingService } from './pricing-service.ts';
import { readTerms } from './read-terms.ts';
import { createRedemptionStore } from './redemption-store.ts';
import { toCouponCodes } from './to-coupon-codes.ts';
import { toOffers } from './to-offers.ts';
import { toQuote } from './to-quote.ts';

/** Adds the routes of quotes, coupons and redemptions. */
export function addCouponRoutes(app: ServiceApp<PricingService>): void {
  app.post('/quotes', validate('json', QuoteRequest), async (c) => {
    const request = c.req.valid('json');
    const member = c.var.identity?.member;
    const codes = toCouponCodes(request.coupons);
    const [now, { language }] = [c.var.now(), c.var];
    const store = member ? createCouponStore(c.env.DB, member) : undefined;
    const selects = store
      ? [store.selectCodes(codes), ...(request.offers ? [store.selectUsable(now)] : [])]
      : [];
    const { prices, coupons: found } = await readTerms(c.env.DB, request.lines, ...selects);
    const [coupons = [], usable] = found;
    const guessed = codes.filter((code) => !coupons.some((coupon) => coupon.code === code));
    if (member && guessed.length > 0) {
      const settings = c.env as RateLimitSettings;
      const refused = await countGuesses(settings, { member, codes: guessed, expires: c.var.expires });
      if (refused) return refuseRate(c, refused);
    }
    const quote = toQuote(request, { prices, coupons, now, language });
    const offers = usable && { offers: toOffers(usable, { lines: request.lines, prices, now, language }) };
    return c.json({ ...quote, ...offers } satisfies Quote);
  });

  app.get('/coupons', requireMember(), validate('query', CouponsQuery), async (c) => {
    const { lines } = c.req.valid('query');
    const { language } = c.var;
    const now = c.var.now();
    const store = createCouponStore(c.env.DB, c.var.identity?.member as string);
    const { prices, coupons } = await readTerms(c.env.DB, lines ?? [], store.selectUsable(now));
    return c.json({ coupons: toOffers(coupons[0] ?? [], { lines, prices, now, language }) });
  });

  app.post(
    '/redemptions',
    requireIssuer('order-service'),
    requireMember(),
    validate('json', Redemption),
    async (c) => {
      const wanted = c.req.valid('json');
      const member = c.var.identity?.member as string;
      const outcome = await createRedemptionStore(c.env.DB, c.var.now).redeem({ ...wanted, member });
      if (outcome.ok) return c.json(wanted);
      const { reason } = outcome;
      return problem(c, reason === 'other-coupons' ? 422 : 409, { reason });
    },
  );

  app.delete('/redemptions/:order', requireIssuer('order-service'), async (c) => {
    const orderId = c.req.param('order');
    await createRedemptionStore(c.env.DB, c.var.now).giveBack(orderId);
    return c.json({ orderId });
  });
}
