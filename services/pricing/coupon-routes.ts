import type { RateLimitSettings } from '@jogakbo/edge/create-rate-limit';
import { refuseRate } from '@jogakbo/edge/limit-rate';
import { problem } from '@jogakbo/edge/problem';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import type { ServiceApp } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import { CouponsQuery, type MemberCoupon, type Quote, QuoteRequest, Redemption } from './contract.ts';
import { countGuesses } from './count-guesses.ts';
import { createCouponStore } from './coupon-store.ts';
import type { PricingService } from './pricing-service.ts';
import { readTerms } from './read-terms.ts';
import { createRedemptionStore } from './redemption-store.ts';
import { toCouponCodes } from './to-coupon-codes.ts';
import { toQuote } from './to-quote.ts';

/** Adds the routes of quotes, coupons and redemptions. */
export function addCouponRoutes(app: ServiceApp<PricingService>): void {
  app.post('/quotes', validate('json', QuoteRequest), async (c) => {
    const request = c.req.valid('json');
    const member = c.var.identity?.member;
    const codes = toCouponCodes(request.coupons);
    const asked = member && codes.length > 0;
    const { prices, coupons } = await readTerms(
      c.env.DB,
      request.lines,
      asked ? createCouponStore(c.env.DB, member).selectCodes(codes) : undefined,
    );
    const guessed = codes.filter((code) => !coupons.some((coupon) => coupon.code === code));
    if (member && guessed.length > 0) {
      const settings = c.env as RateLimitSettings;
      const refused = await countGuesses(settings, { member, codes: guessed, expires: c.var.expires });
      if (refused) return refuseRate(c, refused);
    }
    const known = { prices, coupons, now: c.var.now(), language: c.var.language };
    return c.json(toQuote(request, known) satisfies Quote);
  });

  app.get('/coupons', requireMember(), validate('query', CouponsQuery), async (c) => {
    const { lines } = c.req.valid('query');
    const { language } = c.var;
    const now = c.var.now();
    const store = createCouponStore(c.env.DB, c.var.identity?.member as string);
    const { prices, coupons } = await readTerms(c.env.DB, lines ?? [], store.selectUsable(now));
    return c.json({
      coupons: coupons.map((coupon): MemberCoupon => {
        const { code, name, class: kind, least, endsAt } = coupon;
        const shown = { code, name: name[language], class: kind, from: least, expiresAt: endsAt };
        if (!lines) return shown;
        // The coupon alone: how it combines with others is computed when the member picks several.
        const quote = toQuote({ lines, coupons: [code] }, { prices, coupons: [coupon], now, language });
        const [used, refused] = [quote.coupons[0], quote.refused[0]];
        return { ...shown, off: used?.amount ?? 0, refusal: refused?.reason ?? null };
      }),
    });
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
