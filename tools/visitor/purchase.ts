import type { Visitor } from './create-visitor.ts';
import { readForm } from './read-form.ts';

export type Item = { productId: string; itemId: string };

export const password = '칼국수 먹는 화요일';
export const home = {
  ...{ recipient: '김조각', phone: '010-1234-5678', postcode: '06236' },
  ...{ street: '서울 강남구 테헤란로 1', detail: '3층' },
};

/** Signs up a member. @returns the answer, which is a 303 if there is a new account now */
export function signUp(visitor: Pick<Visitor, 'post'>, email: string, next = '/') {
  return visitor.post('/signup', { name: home.recipient, email, password, next });
}

/** Puts one piece of an item into the cart. */
export function putIntoCart(visitor: Pick<Visitor, 'post'>, { productId, itemId }: Item) {
  return visitor.post('/cart/items', { productId, itemId, quantity: '1' });
}

/**
 * Fills in the form of a checkout page. The shop and the monolith have different forms; each ignores the fields of the other.
 *
 * @returns undefined if the page has no form to pay
 */
export function fillCheckout(html: string): Record<string, string> | undefined {
  const form = readForm(html, '/checkout');
  return (
    form && {
      ...form.fields,
      ...home,
      ...{ address: 'new', method: 'card', token: 'tok_ok', agree: 'yes', intent: 'place' },
    }
  );
}
