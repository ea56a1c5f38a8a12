import { CartView, paths } from '@jogakbo/cart-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { type Caller, call } from '@jogakbo/edge/call';
import { toFormAnswer } from '@jogakbo/edge/create-frontend';
import type { FrontendBindings } from '@jogakbo/edge/fragment';
import { renderStatic } from '@jogakbo/ui/render';
import { keyField } from './key.ts';
import { Lines } from './lines.tsx';
import type { Refusal, Refused } from './post-item.ts';
import { Unconfirmed } from './unconfirmed.tsx';

type RefusedForm = {
  /** The address, fields and key of the posted form. */
  action: string;
  fields: Record<string, string | string[]>;
  key: string;
  refused: Refused;
};

/** After a refused change, reading the cart may take this long. */
const cartTimeoutMs = 1_000;

/** Answers with the cart page and the refused form. If the cart cannot be shown, it answers with that form alone, to be sent again. */
export async function refuseOnCart(
  c: Caller & { env: FrontendBindings },
  { action, fields, key, refused }: RefusedForm,
): Promise<Response> {
  const { language } = c.var as { language: Language };
  const cart = await call(c, c.env.BFF, paths.cart, CartView, { identified: true, within: cartTimeoutMs });
  const html = renderStatic(() =>
    cart.ok
      ? Lines({ language, cart: cart.value, pageKey: key, refused })
      : Unconfirmed({ language, refusal: refused, action, fields: [...toFields(fields), [keyField, key]] }),
  );
  return toFormAnswer('cart/lines', html, toStatus(refused), '/cart');
}

/** 409 if the stock is the reason, 503 if the cart cannot be reached, else 422 because of the input. */
export function toStatus({ reason }: Refusal): number {
  if (reason === 'unavailable' || reason === 'unknown') return 503;
  return reason === 'sold-out' || reason === 'not-enough-stock' ? 409 : 422;
}

function toFields(fields: RefusedForm['fields']): [string, string][] {
  return Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
}
