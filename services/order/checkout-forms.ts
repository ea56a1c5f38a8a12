import * as v from 'valibot';
import { CheckoutForm } from './contract.ts';
import { createSealer } from './create-sealer.ts';

/** Milliseconds for which a form that the browser carries can be opened. Within this time the shopper logs in. */
const carriedLifetimeMs = 60 * 60 * 1_000;

const Sealed = v.object({ form: CheckoutForm, at: v.number() });

/** Encrypts checkout forms. A form can be opened only with the draft that it was sealed for. */
export function createCheckoutForms(keys: string, now: () => number) {
  const sealer = createSealer(keys);

  return {
    seal: (form: CheckoutForm, draft: string) => sealer.seal({ form, at: now() }, toSubject(draft)),

    /** Opens the form that a draft stores. A form whose key was removed counts as not filled in. */
    open: (sealed: string | null, draft: string) => open(sealed, draft, Number.POSITIVE_INFINITY),

    /** Opens a form that the browser carried through the log-in page. @returns undefined if it is older than an hour or forged */
    openCarried: (sealed: string | undefined, draft: string) =>
      open(sealed ?? null, draft, carriedLifetimeMs),
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

/** Differs from the subject of an order's data, so that neither can be opened as the other. */
function toSubject(draft: string): string {
  return `form:${draft}`;
}
