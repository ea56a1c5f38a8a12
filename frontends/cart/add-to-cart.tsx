import { emit, listen } from '@jogakbo/browser/page-events';
import { buyBox } from '@jogakbo/contracts/forms';
import type { Language } from '@jogakbo/contracts/language';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { fetchSoldOut } from './fetch-sold-out.ts';
import { postItem } from './post-item.ts';
import { type CartProblem, texts } from './texts.ts';

export type AddToCartProps = {
  language: Language;
  productId: string;
  itemId: string;
  quantity: string;
  /** The most pieces of one item that a cart holds. */
  maxQuantity: number;
  soldOut: boolean;
  problem?: CartProblem;
};

/** The buy box: quantity and the button that adds. A plain form; with script it adds without leaving the page. */
export function AddToCart(props: AddToCartProps) {
  const text = texts[props.language];
  const [itemId, setItemId] = createSignal(props.itemId);
  const [quantity, setQuantity] = createSignal(props.quantity);
  const [busy, setBusy] = createSignal(false);
  const [soldOut, setSoldOut] = createSignal(props.soldOut);
  const [problem, setProblem] = createSignal(props.problem);
  const [added, setAdded] = createSignal(false);

  onMount(() => {
    // What was typed before this took over is kept.
    const field = document.getElementById('add-to-cart-quantity') as HTMLInputElement | null;
    if (field) setQuantity(field.value);
    onCleanup(listen('product:item-selected', ({ item }) => choose(item)));
  });

  const choose = async (item: string) => {
    if (item === itemId()) return;
    setItemId(item);
    setProblem(undefined);
    setAdded(false);
    setSoldOut(false);
    const gone = await fetchSoldOut(props.productId, item);
    if (item === itemId()) setSoldOut(gone);
  };

  const step = (by: number) => {
    const next = Number(quantity()) + by;
    setQuantity(String(Math.min(props.maxQuantity, Math.max(1, Number.isInteger(next) ? next : 1))));
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy() || soldOut()) return;
    setBusy(true);
    setAdded(false);
    const item = itemId();
    const outcome = await postItem({ productId: props.productId, itemId: item, quantity: quantity() });
    setBusy(false);
    if (outcome.ok) emit('cart:updated', { count: outcome.count });
    // What is said next is about the item that is chosen now.
    if (item !== itemId()) return;
    setSoldOut(!outcome.ok && outcome.reason === 'sold-out');
    setProblem(outcome.ok ? undefined : outcome.reason);
    setAdded(outcome.ok);
  };

  const shown = () => (soldOut() ? 'sold-out' : problem());

  return (
    <form id={buyBox} class="buy" method="post" action="/cart/items" onSubmit={submit}>
      <input type="hidden" name="productId" value={props.productId} />
      <input type="hidden" name="itemId" value={itemId()} />
      <div class="quantity">
        <label for="add-to-cart-quantity">{text.quantity}</label>
        <div class="stepper">
          <button type="button" aria-label={text.fewer} onClick={() => step(-1)}>
            −
          </button>
          <input
            id="add-to-cart-quantity"
            name="quantity"
            inputmode="numeric"
            autocomplete="off"
            required
            maxlength="3"
            value={quantity()}
            aria-invalid={problem() && !soldOut() ? 'true' : undefined}
            aria-describedby="add-to-cart-message"
            onInput={(event) => setQuantity(event.currentTarget.value)}
          />
          <button type="button" aria-label={text.more} onClick={() => step(1)}>
            +
          </button>
        </div>
      </div>
      <button type="submit" class="button button-main" disabled={soldOut()} aria-disabled={busy()}>
        {soldOut() ? text.soldOut : text.add}
      </button>
      <p id="add-to-cart-message" class="message" role="status">
        <Show when={shown()}>{(reason) => <span class="wrong">{text.problems[reason()]}</span>}</Show>
        <Show when={added()}>
          {text.added} <a href="/cart">{text.toCart}</a>
        </Show>
      </p>
    </form>
  );
}
