import { emit, listen } from '@jogakbo/browser/page-events';
import { maxQuantity } from '@jogakbo/cart-bff/contract';
import { buyBox } from '@jogakbo/contracts/forms';
import type { Language } from '@jogakbo/contracts/language';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { postItem } from './post-item.ts';
import { type CartProblem, texts } from './texts.ts';

export type AddToCartProps = {
  language: Language;
  productId: string;
  itemId: string;
  quantity: string;
  problem?: CartProblem;
};

/** The buy box: quantity and the button that adds. A plain form; with script it adds without leaving the page. */
export function AddToCart(props: AddToCartProps) {
  const text = texts[props.language];
  const [itemId, setItemId] = createSignal(props.itemId);
  const [quantity, setQuantity] = createSignal(props.quantity);
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal(props.problem);
  const [added, setAdded] = createSignal(false);

  onMount(() => {
    // What was typed before this took over is kept.
    const field = document.getElementById('add-to-cart-quantity') as HTMLInputElement | null;
    if (field) setQuantity(field.value);
    onCleanup(listen('product:item-selected', ({ item }) => setItemId(item)));
  });

  const step = (by: number) => {
    const next = Number(quantity()) + by;
    setQuantity(String(Math.min(maxQuantity, Math.max(1, Number.isInteger(next) ? next : 1))));
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy()) return;
    setBusy(true);
    setAdded(false);
    const outcome = await postItem({ productId: props.productId, itemId: itemId(), quantity: quantity() });
    setBusy(false);
    setProblem(outcome.ok ? undefined : outcome.reason);
    setAdded(outcome.ok);
    if (outcome.ok) emit('cart:updated', { count: outcome.count });
  };

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
            aria-invalid={problem() ? 'true' : undefined}
            aria-describedby="add-to-cart-message"
            onInput={(event) => setQuantity(event.currentTarget.value)}
          />
          <button type="button" aria-label={text.more} onClick={() => step(1)}>
            +
          </button>
        </div>
      </div>
      <button type="submit" class="button button-main" aria-disabled={busy()}>
        {text.add}
      </button>
      <p id="add-to-cart-message" class="message" role="status">
        <Show when={problem()}>{(reason) => <span class="wrong">{text.problems[reason()]}</span>}</Show>
        <Show when={added()}>
          {text.added} <a href="/cart">{text.toCart}</a>
        </Show>
      </p>
    </form>
  );
}
