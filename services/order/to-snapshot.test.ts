import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { type OrderState, orderStates } from './contract.ts';
import { canMove, hasReached, isFinal, transitions } from './order-state.ts';
import { toTotals } from './to-snapshot.ts';

const line = fc
  .record({
    list: fc.nat(1_000_000),
    off: fc.double({ min: 0, max: 1, noNaN: true }),
    quantity: fc.integer({ min: 1, max: 999 }),
  })
  .map(({ off, ...rest }) => ({ ...rest, final: Math.floor(rest.list * off) }));

test('for any lines and coupons, the shown amounts add up to the total in whole won', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 2_500, 5_500),
      fc.constantFrom(0, 1_000, 99_000),
      (lines, share, fee, delivery) => {
        const sum = lines.reduce((total, { final, quantity }) => total + final * quantity, 0);
        const payable = sum - Math.floor(sum * share);
        const totals = toTotals(lines, { payable, delivery }, { fee, policy: 'p1' });
        const { goods, discount, total } = totals;
        expect(goods - discount + totals.delivery).toBe(total);
        expect(goods - discount).toBe(payable);
        expect(totals.delivery).toBe(Math.max(0, fee - delivery));
        for (const amount of [goods, discount, totals.delivery, total])
          expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      },
    ),
  );
});

test('from every state an order goes on or is undone, never returns to a state, and ends', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 10, maxLength: 10 }), (choices) => {
      const way: OrderState[] = ['PENDING'];
      for (const choice of choices) {
        const next = transitions[way.at(-1) as OrderState];
        if (next.length > 0) way.push(next[choice % next.length] as OrderState);
      }
      expect(isFinal(way.at(-1) as OrderState)).toBe(true);
      expect(new Set(way).size).toBe(way.length);
      // Goods are handed over only after they are paid, and money is refunded only after it was taken.
      if (way.includes('FULFILLING')) expect(way).toContain('CAPTURED');
      if (way.includes('CANCELLED')) expect(way).not.toContain('CAPTURED');
    }),
  );
  for (const state of orderStates) expect(canMove(state, state)).toBe(false);
  expect(hasReached('REFUNDED', 'PENDING')).toBe(false);
});
