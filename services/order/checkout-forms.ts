import * as v from 'valibot';
import { CheckoutForm } from './contract.ts';
import { createSealer } from './create-sealer.ts';

/** Milliseconds for which a form that a guest carries along can be opened: they log in meanwhile. */
const carried = 60 * 60 * 1_000;

const Sealed = v.object({ form: CheckoutForm, at: v.number() });

/** Keeps what was filled into the checkout form, encrypted. A form belongs to its draft and opens with no other. */
export function createCheckoutForms(keys: string, now: () => number) {
  const sealer = createSealer(keys);

  return {
    seal: (form: CheckoutForm, draft: string) => sealer.seal({ form, at: now() }, toSubject(draft)),

    /** What the draft itself keeps. A form by a key that is gone counts as not filled in. */
    open: (sealed: string | null, draft: string) => open(sealed, draft, Number.POSITIVE_INFINITY),

    /** What the browser brought back from the log-in page; nothing where it is too old or was made up. */
    openCarried: (sealed: string | undefined, draft: string) => open(sealed ?? null, draft, carried),
  };

  async function open(sealed: string | null, draft: string, age: number): Promise<CheckoutForm | undefined> {
    if (!sealed) return undefined;
    try {
      const opened = v.safeParse(Sealed, await sealer.open(sealed, toSubject(draft)));
      return opened.success && now() - opened.output.at <= age ? opened.output.form : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Apart from what is sealed for an order, so that neither opens as the other. */
function toSubject(draft: string): string {
  return `form:${draft}`;
}
