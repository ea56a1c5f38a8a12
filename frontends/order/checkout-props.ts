import type { Language } from '@jogakbo/contracts/language';
import type { CheckoutView } from '@jogakbo/order-bff/contract';
import type { CheckoutProblem, FilledForm } from './checkout-form.ts';

/** Props of the checkout page and of each of its parts. */
export type CheckoutProps = {
  language: Language;
  view: CheckoutView & { draft: NonNullable<CheckoutView['draft']> };
  form: FilledForm;
  problems: CheckoutProblem[];
  /** `changed`: the shopper has seen another total before. `recounted`: the shopper asked to count again. */
  total?: 'changed' | 'recounted' | undefined;
  /** Whether the page lets testers choose the outcome of the payment. */
  test: boolean;
};
