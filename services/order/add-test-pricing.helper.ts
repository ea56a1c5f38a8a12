import { problem } from '@jogakbo/edge/problem';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { QuoteRequest, Redemption } from '@jogakbo/pricing-service/contract';
import type { Hono } from 'hono';
import type { World } from './world.helper.ts';

const offer = { code: 'order-1000', name: 'order-1000', class: 'order', from: 0, expiresAt: 1 };

/** Coupons: `order-1000` takes 1,000 won off, `ship-free` the delivery fee. Only one order can use each. */
export function addTestPricing(app: Hono, { used, prices }: World): void {
  app.post('/quotes', requireMember(), validate('json', QuoteRequest), (c) => {
    const { lines, coupons, offers } = c.req.valid('json');
    const known = lines.filter(({ itemId }) => prices.has(itemId));
    const good = coupons.filter((code) => /^(order-1000|ship-free)$/.test(code) && !used.has(code));
    const priced = known.map(({ itemId, quantity }) => {
      const price = prices.get(itemId) as { list: number; final: number };
      return { itemId, productId: '9', quantity, ...price, discount: 0 };
    });
    const sum = priced.reduce((total, { final, quantity }) => total + final * quantity, 0);
    return c.json({
      lines: priced,
      missing: lines.map(({ itemId }) => itemId).filter((itemId) => !prices.has(itemId)),
      coupons: good.map((code) => ({
        code,
        name: code,
        class: code === 'ship-free' ? 'shipping' : 'order',
        amount: code === 'ship-free' ? 2_500 : 1_000,
      })),
      refused: coupons
        .filter((code) => !good.includes(code))
        .map((code) => ({ code, reason: used.has(code) ? 'used' : 'unknown' })),
      payable: sum - (good.includes('order-1000') ? 1_000 : 0),
      delivery: good.includes('ship-free') ? 2_500 : 0,
      ...(offers ? { offers: [{ ...offer, off: 1_000, refusal: null }] } : {}),
    });
  });
  app.post(
    '/redemptions',
    requireIssuer('order-service'),
    requireMember(),
    validate('json', Redemption),
    (c) => {
      const { orderId, coupons } = c.req.valid('json');
      if (coupons.some((code) => used.has(code) && used.get(code) !== orderId))
        return problem(c, 409, { reason: 'used' });
      for (const code of coupons) used.set(code, orderId);
      return c.json({ orderId });
    },
  );
  app.delete('/redemptions/:order', requireIssuer('order-service'), (c) => {
    for (const [code, order] of used) if (order === c.req.param('order')) used.delete(code);
    return c.json({});
  });
}
