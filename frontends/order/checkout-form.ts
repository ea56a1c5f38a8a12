import { AddressInput, type CheckoutForm, methods } from '@jogakbo/order-bff/contract';
import * as v from 'valibot';

export const addressFields = ['recipient', 'phone', 'postcode', 'street', 'detail'] as const;
export type AddressField = (typeof addressFields)[number];

/** The filled-in checkout form. `address` is the id of one of the member's addresses, or `new`. */
export type FilledForm = Record<AddressField, string> & {
  draft: string;
  revision: string;
  address: string;
  coupons: string[];
  code: string;
  method: string;
  token: string;
  agree: string;
  intent: string;
  /** Whether to save a new address in the address book. */
  save: boolean;
};

/** A problem of the form. `place` is a postcode without delivery, and `guesses` is too many wrong coupon codes. */
export type CheckoutProblem =
  | AddressField
  | 'address'
  | 'place'
  | 'coupon'
  | 'guesses'
  | 'method'
  | 'agree'
  | 'missing'
  | 'short'
  | 'unknown'
  | 'unavailable'
  | 'no-provider'
  | 'not-paid';

/** The posted form. A missing field becomes an empty text. */
export function toCheckoutForm(body: string): FilledForm {
  const sent = new URLSearchParams(body);
  const read = (name: string) => sent.get(name) ?? '';
  return {
    ...(Object.fromEntries(addressFields.map((name) => [name, read(name)])) as Record<AddressField, string>),
    draft: read('draft'),
    revision: read('revision'),
    address: read('address'),
    coupons: sent
      .getAll('coupon')
      .map((code) => code.slice(0, 40))
      .slice(0, 5),
    code: read('code').trim().slice(0, 40),
    method: read('method'),
    token: read('token'),
    agree: read('agree'),
    intent: read('intent'),
    save: read('save') === 'yes',
  };
}

/** The part of the form that the draft keeps. It leaves out the payment token and the agreement. */
export function toKeptForm(form: FilledForm): CheckoutForm {
  const { address, method, save } = form;
  const typed = addressFields.map((field) => [field, form[field].slice(0, 400)]);
  return {
    ...(Object.fromEntries(typed) as Record<AddressField, string>),
    address: address.slice(0, 64),
    coupons: toCoupons(form),
    method: method.slice(0, 20),
    save,
  };
}

export function fromKeptForm({ coupons, method, save, ...kept }: CheckoutForm): FilledForm {
  return { ...toCheckoutForm(`method=${encodeURIComponent(method || 'card')}`), ...kept, coupons, save };
}

/** The chosen coupons and the typed one. */
export function toCoupons({ coupons, code }: FilledForm): string[] {
  return [...new Set([...coupons, ...(code ? [code] : [])])].slice(0, 5);
}

/** Problems that show in the form itself. The order team finds the others. */
export function findProblems(form: FilledForm): CheckoutProblem[] {
  const problems: CheckoutProblem[] = [];
  if (!form.address) problems.push('address');
  if (form.address === 'new') {
    const { success, issues } = v.safeParse(AddressInput, form);
    const names = success ? [] : issues.map((issue) => v.getDotPath(issue));
    problems.push(...addressFields.filter((field) => names.includes(field)));
  }
  if (!methods.some((method) => method === form.method)) problems.push('method');
  if (form.agree !== 'yes') problems.push('agree');
  return problems;
}
