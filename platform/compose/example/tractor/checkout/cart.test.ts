import { expect, test } from 'bun:test';
import { addToCart, countPieces, toCart, toCartText, toTotal } from './cart.ts';

test('a cart that a visitor has changed keeps only lines that can be right', () => {
  const cart = toCart('HA-RED.2_PI-MNT.99_NONE.1_HA-WHE_toString.1_DA-SUN.0');
  expect([...cart]).toEqual([['HA-RED', 2]]);
  expect(toCartText(cart)).toBe('HA-RED.2');
  expect(toTotal(cart)).toBe(97_800);
});

test('adding counts pieces up to the stock, and says why it stops', () => {
  const first = addToCart(new Map(), 'LO-MID');
  expect(first).toEqual({ ok: true, cart: new Map([['LO-MID', 1]]) });
  expect(first.ok && countPieces(first.cart)).toBe(1);
  expect(first.ok && addToCart(first.cart, 'LO-MID')).toEqual({
    ok: false,
    reason: 'That is all we have of this one.',
  });
  expect(addToCart(new Map(), 'RI-SLA').ok).toBe(false);
});
