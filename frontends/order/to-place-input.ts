import { addressFields, type FilledForm, toCoupons } from './checkout-form.ts';

/** What pays an order: the provider's token, and the number of a payment that the shopper has approved. */
export type PaymentProof = { token: string; reference?: string };

/** Converts a filled-in form to the order that it places. */
export function toPlaceInput(form: FilledForm, proof: PaymentProof) {
  const { draft, revision, address: id, method } = form;
  const address =
    id === 'new' ? Object.fromEntries(addressFields.map((field) => [field, form[field]])) : { id };
  return {
    ...{ draft, revision, address, coupons: toCoupons(form) },
    payment: { method, ...proof },
    agree: true,
    save: form.save,
  };
}
