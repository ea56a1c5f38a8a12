import type { LineStock, LineView } from '@jogakbo/cart-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { Price } from '@jogakbo/ui/price.tsx';
import { Show } from 'solid-js';
import { keyField } from './key.ts';
import type { Refused } from './post-item.ts';
import { texts, toProblemText } from './texts.ts';

/** The form that removes the selected lines. The check box of each line belongs to it. */
export const selectionForm = 'cart-selection';

type CartLineProps = {
  language: Language;
  line: LineView;
  pageKey: string;
  selected: boolean;
  refused: Refused | undefined;
};

export function CartLine(props: CartLineProps) {
  const text = () => texts[props.language];
  const { line } = props;
  const title = () => line.product?.title ?? text().gone;
  const action = `/cart/items/${line.itemId}`;
  const field = `cart-quantity-${line.itemId}`;
  return (
    <li class="line">
      <input
        type="checkbox"
        class="select"
        name="item"
        value={line.itemId}
        form={selectionForm}
        aria-label={text().select(title())}
        checked={props.selected}
      />
      <Show when={line.product} fallback={<span class="picture" />}>
        {(product) => (
          <img class="picture" src={product().image} alt="" width="96" height="96" loading="lazy" />
        )}
      </Show>
      <div class="what">
        <a href={`/products/${line.productId}?item=${line.itemId}`}>
          <MixedText language={props.language} text={title()} />
        </a>
        <Show when={line.product}>
          {(product) => (
            <span class="option">
              <MixedText language={props.language} text={product().option} />
            </span>
          )}
        </Show>
        <Show when={line.price} fallback={<span class="note">{text().noPrice}</span>}>
          {(price) => <Price language={props.language} {...price()} />}
        </Show>
        <Show when={line.stock && toStockWords(props.language, line.stock)}>
          {(words) => (
            <span id={`${field}-stock`} class="scarce">
              {words()}
            </span>
          )}
        </Show>
      </div>
      <form class="change" method="post" action={action}>
        <input type="hidden" name={keyField} value={props.pageKey} />
        <label class="visually-hidden" for={field}>
          <MixedText language={props.language} text={text().quantityOf(title())} />
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
        <input type="hidden" name={keyField} value={props.pageKey} />
        <input type="hidden" name="quantity" value="0" />
        <button type="submit" class="button" aria-label={text().removeOf(title())}>
          {text().remove}
        </button>
      </form>
      <Show when={props.refused}>
        {(refused) => (
          <p id={`${field}-message`} class="wrong" role="alert">
            {toProblemText(props.language, refused())}
          </p>
        )}
      </Show>
    </li>
  );
}

/** A note on the stock, or undefined if there is enough. */
function toStockWords(language: Language, { level, left }: LineStock): string | undefined {
  const text = texts[language];
  if (level === 'out') return text.soldOut;
  if (left === null) return undefined;
  return level === 'low' ? text.low(left) : text.short(left);
}
