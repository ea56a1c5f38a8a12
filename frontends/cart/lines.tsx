import type { CartView, LineStock, LineView } from '@jogakbo/cart-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { Price, toWon } from '@jogakbo/ui/price.tsx';
import { For, Show } from 'solid-js';
import { type CartProblem, texts } from './texts.ts';

/** An item whose change was refused, with what was typed. */
export type Refused = { itemId: string; quantity: string; problem: CartProblem };
type LinesProps = { language: Language; cart: CartView; refused?: Refused };

/** The cart page: every line a form of its own, and the totals. */
export function Lines(props: LinesProps) {
  const text = () => texts[props.language];
  return (
    <div class="cart">
      <h1>{text().cart}</h1>
      <Show
        when={props.cart.count > 0}
        fallback={
          <p class="empty">
            {text().empty} <a href="/">{text().browse}</a>
          </p>
        }
      >
        <ul class="lines">
          <For each={props.cart.lines}>
            {(line) => (
              <CartLine
                language={props.language}
                line={line}
                refused={props.refused?.itemId === line.itemId ? props.refused : undefined}
              />
            )}
          </For>
        </ul>
        <dl class="totals">
          <Show when={props.cart.saved > 0}>
            <div>
              <dt>{text().saved}</dt>
              <dd>{toWon(props.cart.saved, props.language)}</dd>
            </div>
          </Show>
          <div class="total">
            <dt>{text().total}</dt>
            <dd>{toWon(props.cart.total, props.language)}</dd>
          </div>
        </dl>
        <Show when={!props.cart.priced}>
          <p class="note">{text().unpriced}</p>
        </Show>
      </Show>
    </div>
  );
}

function CartLine(props: { language: Language; line: LineView; refused: Refused | undefined }) {
  const text = () => texts[props.language];
  const { line } = props;
  const title = () => line.product?.title ?? text().gone;
  const action = `/cart/items/${line.itemId}`;
  const field = `cart-quantity-${line.itemId}`;
  return (
    <li class="line">
      <Show when={line.product} fallback={<span class="picture" />}>
        {(product) => (
          <img class="picture" src={product().image} alt="" width="96" height="96" loading="lazy" />
        )}
      </Show>
      <div class="what">
        <a href={`/products/${line.productId}?item=${line.itemId}`}>{title()}</a>
        <Show when={line.product}>{(product) => <span class="option">{product().option}</span>}</Show>
        <Show when={line.price} fallback={<span class="note">{text().noPrice}</span>}>
          {(price) => <Price language={props.language} {...price()} />}
        </Show>
        <Show when={line.stock && toStockWords(props.language, line.stock)}>
          {(words) => <span class="scarce">{words()}</span>}
        </Show>
      </div>
      <form class="change" method="post" action={action}>
        <label class="visually-hidden" for={field}>
          {text().quantityOf(title())}
        </label>
        <input
          id={field}
          name="quantity"
          inputmode="numeric"
          maxlength="3"
          value={props.refused?.quantity ?? line.quantity}
          aria-invalid={props.refused ? 'true' : undefined}
          aria-describedby={props.refused ? `${field}-message` : undefined}
        />
        <button type="submit" class="button">
          {text().change}
        </button>
      </form>
      <form class="remove" method="post" action={action}>
        <input type="hidden" name="quantity" value="0" />
        <button type="submit" class="button" aria-label={text().removeOf(title())}>
          {text().remove}
        </button>
      </form>
      <Show when={props.refused}>
        {(refused) => (
          <p id={`${field}-message`} class="wrong" role="alert">
            {text().problems[refused().problem]}
          </p>
        )}
      </Show>
    </li>
  );
}

/** Nothing where there is enough. */
function toStockWords(language: Language, { level, left }: LineStock): string | undefined {
  const text = texts[language];
  if (level === 'out') return text.soldOut;
  if (left === null) return undefined;
  return level === 'low' ? text.low(left) : text.short(left);
}
