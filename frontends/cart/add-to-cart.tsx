import { emit, listen } from '@jogakbo/browser/page-events';
import { buyBox } from '@jogakbo/contracts/forms';
import type { Language } from '@jogakbo/contracts/language';
import { toCount } from '@jogakbo/contracts/text-rules';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { createPresses } from './create-presses.ts';
import { fetchBuyBox, type InStock } from './fetch-buy-box.ts';
import { againField } from './key.ts';
import { postItem, type Refusal } from './post-item.ts';
import { stepQuantity } from './step-quantity.ts';
import { texts, toProblemText } from './texts.ts';

export type AddToCartProps = InStock & {
  language: Language;
  productId: string;
  itemId: string;
  quantity: string;
  /** The largest quantity of one item in a cart. */
  maxQuantity: number;
  problem?: Refusal;
  /** The key of an earlier press whose answer was lost. */
  again?: string;
};

/** The buy box: quantity and button. It is a plain form; with script it adds without leaving the page. */
export function AddToCart(props: AddToCartProps) {
  const text = texts[props.language];
  const [itemId, setItemId] = createSignal(props.itemId);
  const [quantity, setQuantity] = createSignal(props.quantity);
  const [busy, setBusy] = createSignal(false);
  const [stock, setStock] = createSignal<InStock>(props);
  const [problem, setProblem] = createSignal(props.problem);
  const [added, setAdded] = createSignal(false);
  const presses = createPresses(props.again, toName(props.itemId, props.quantity));

  onMount(() => {
    // Keep the quantity that was typed before hydration.
    const field = document.getElementById('add-to-cart-quantity') as HTMLInputElement | null;
    if (field) setQuantity(field.value);
    onCleanup(listen('product:item-selected', ({ item }) => choose(item)));
  });

  const choose = async (item: string) => {
    if (item === itemId()) return;
    setItemId(item);
    setProblem(undefined);
    setAdded(false);
    setStock({ soldOut: false, most: null, low: false });
    const found = await fetchBuyBox(props.productId, item);
    if (item === itemId()) setStock(found);
  };

  const step = (by: 1 | -1) =>
    setQuantity(stepQuantity(quantity(), by, Math.min(props.maxQuantity, stock().most ?? props.maxQuantity)));

  const submit = async (event: SubmitEvent) => {
    // A button of another slice (buy now) may submit this form to its own address.
    if (event.submitter?.hasAttribute('formaction')) return;
    event.preventDefault();
    if (busy() || stock().soldOut || tooMany()) return;
    const item = itemId();
    const key = presses.begin(toName(item, quantity()));
    if (!key) return;
    setBusy(true);
    setAdded(false);
    const outcome = await postItem({ productId: props.productId, itemId: item, quantity: quantity() }, key);
    setBusy(false);
    presses.end(outcome.ok ? 'done' : outcome.reason);
    if (outcome.ok) emit('cart:updated', { count: outcome.count });
    // The message below would be about another item if the choice has changed meanwhile.
    if (item !== itemId()) return;
    if (!outcome.ok && outcome.reason === 'sold-out') setStock({ soldOut: true, most: 0, low: false });
    setProblem(outcome.ok ? undefined : outcome);
    setAdded(outcome.ok);
  };

  const tooMany = () => {
    const { most, soldOut } = stock();
    return !soldOut && most !== null && (toCount(quantity()) ?? 0) > most;
  };
  const shown = (): Refusal | undefined => {
    if (stock().soldOut) return { reason: 'sold-out' };
    return tooMany() ? { reason: 'not-enough-stock', most: stock().most as number } : problem();
  };

  return (
    <form id={buyBox} class="buy" method="post" action="/cart/items" onSubmit={submit}>
      <input type="hidden" name="productId" value={props.productId} />
      <input type="hidden" name="itemId" value={itemId()} />
      <Show when={props.again}>
        <input type="hidden" name={againField} value={props.again} />
      </Show>
      <div class="quantity">
        <label for="add-to-cart-quantity" class="visually-hidden-below-47">
          {text.quantity}
        </label>
        <span id="add-to-cart-left" class="scarce">
          {stock().low ? text.left(stock().most ?? 0) : ''}
        </span>
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
            aria-invalid={shown() && !stock().soldOut ? 'true' : undefined}
            aria-describedby="add-to-cart-left add-to-cart-message"
            onInput={(event) => setQuantity(event.currentTarget.value)}
          />
          <button type="button" aria-label={text.more} onClick={() => step(1)}>
            +
          </button>
        </div>
      </div>
      <button
        type="submit"
        class="button button-main"
        disabled={stock().soldOut || tooMany()}
        aria-disabled={busy()}
      >
        {stock().soldOut ? text.soldOut : text.add}
      </button>
      <p id="add-to-cart-message" class="message" role="status">
        <Show when={shown()}>
          {(refusal) => <span class="wrong">{toProblemText(props.language, refusal())}</span>}
        </Show>
        <Show when={added()}>
          {text.added} <a href="/cart">{text.toCart}</a>
        </Show>
      </p>
    </form>
  );
}

function toName(item: string, quantity: string): string {
  return `${item} ${quantity}`;
}
