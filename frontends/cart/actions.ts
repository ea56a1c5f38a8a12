import {
  AddInput,
  ChangedView,
  ChangeInput,
  DefaultItemView,
  paths,
  RemovalInput,
} from '@jogakbo/cart-bff/contract';
import { ItemId } from '@jogakbo/contracts/ids';
import { type Caller, call, type Result } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import type { FrontendBindings } from '@jogakbo/edge/fragment';
import { readForm } from '@jogakbo/edge/read-form';
import * as v from 'valibot';
import { toIdempotencyKey, toPageKey } from './key.ts';
import { type Refusal, toRefusal } from './post-item.ts';
import { refuseOnCart, toStatus } from './refuse-on-cart.ts';
import { renderAddToCart } from './render-add-to-cart.ts';

/** A change gets this long. The rest of the form's time is for saying that the answer was lost. */
const changeTimeoutMs = 4_500;

/** Adds the forms of the cart, for browsers without script. */
export function addActions(app: ReturnType<typeof createFrontend>): void {
  app.post('/cart/items', async (c) => {
    const form = await readForm(c.req, ['productId', 'itemId', 'quantity', 'key', 'again', 'from']);
    const input = v.safeParse(AddInput, form);
    const key = toPageKey(form);
    if (!input.success) return refuse({ reason: 'quantity' });
    const { itemId, quantity } = input.output;
    const added = await change(c, paths.items, {
      method: 'POST',
      body: input.output,
      key: toIdempotencyKey(key, 'add', itemId, String(quantity)),
    });
    return added.ok ? toCart(c, added.value) : refuse(toRefusal(added.status, added.problem));

    async function refuse(problem: Refusal): Promise<Response> {
      const { productId, quantity } = form;
      if (form.from === 'cart') {
        const fields = { productId, itemId: form.itemId, quantity, from: form.from };
        return refuseOnCart(c, { action: '/cart/items', fields, key, refused: problem });
      }
      let { itemId } = form;
      if (problem.reason === 'no-such-item') {
        const first = await call(c, c.env.BFF, paths.defaultItem(productId), DefaultItemView);
        if (!first.ok) return new Response(null, { status: first.status });
        itemId = first.value.itemId;
      }
      const html = renderAddToCart({
        language: c.var.language,
        productId,
        itemId,
        quantity,
        problem,
        soldOut: problem.reason === 'sold-out',
        most: problem.most ?? null,
        low: false,
        ...(problem.reason === 'unknown' ? { again: key } : {}),
      });
      const item = itemId ? `?item=${encodeURIComponent(itemId)}` : '';
      const page = `/products/${encodeURIComponent(productId)}${item}`;
      return toFormAnswer('cart/add-to-cart', html, toStatus(problem), page);
    }
  });

  app.post('/cart/items/:itemId', async (c) => {
    const { quantity, ...form } = await readForm(c.req, ['quantity', 'key']);
    const itemId = c.req.param('itemId');
    const key = toPageKey(form);
    const refuse = (refusal: Refusal) =>
      refuseOnCart(c, {
        action: `/cart/items/${encodeURIComponent(itemId)}`,
        fields: { quantity },
        key,
        refused: { ...refusal, itemId, quantity },
      });
    const input = v.safeParse(ChangeInput, { quantity });
    if (!input.success) return refuse({ reason: 'quantity' });
    if (!v.is(ItemId, itemId)) return refuse({ reason: 'not-in-cart' });
    const changed = await change(c, paths.item(itemId), {
      method: 'PUT',
      body: input.output,
      key: toIdempotencyKey(key, 'change', itemId, String(input.output.quantity)),
    });
    return changed.ok ? toCart(c, changed.value) : refuse(toRefusal(changed.status, changed.problem));
  });

  app.post('/cart/selection', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const items = form.getAll('item');
    const key = toPageKey({ key: form.get('key') ?? '' });
    const refuse = (refused: Refusal) =>
      refuseOnCart(c, { action: '/cart/selection', fields: { item: items }, key, refused });
    const input = v.safeParse(RemovalInput, { items });
    if (!input.success) return refuse({ reason: 'nothing-selected' });
    const removed = await change(c, paths.removals, {
      method: 'POST',
      body: input.output,
      key: toIdempotencyKey(key, 'remove', await toDigest(items)),
    });
    return removed.ok ? toCart(c, removed.value) : refuse(toRefusal(removed.status, removed.problem));
  });

  app.post('/cart/remainder', async (c) => {
    const key = toPageKey(await readForm(c.req, ['key']));
    const dismissed = await change(c, paths.remainder, {
      method: 'DELETE',
      key: toIdempotencyKey(key, 'dismiss'),
    });
    if (dismissed.ok) return toCart(c, dismissed.value);
    const refused = toRefusal(dismissed.status, dismissed.problem);
    return refuseOnCart(c, { action: '/cart/remainder', fields: {}, key, refused });
  });
}

type Change = { method: 'POST' | 'PUT' | 'DELETE'; body?: unknown; key: string };
type FormContext = Caller & { env: FrontendBindings };

function change(
  c: FormContext,
  path: string,
  { key, ...what }: Change,
): Promise<Result<v.InferOutput<typeof ChangedView>>> {
  const headers = { 'idempotency-key': key };
  return call(c, c.env.BFF, path, ChangedView, {
    ...what,
    headers,
    identified: true,
    within: changeTimeoutMs,
  });
}

function toCart(c: { redirect(path: string, status: 303): Response }, { repeated }: { repeated: boolean }) {
  return c.redirect(repeated ? '/cart?notice=repeated' : '/cart', 303);
}

async function toDigest(items: string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(items.join()));
  return new Uint8Array(digest).toHex();
}
