import type { CartView } from '@jogakbo/cart-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { For } from 'solid-js';
import { keyField } from './key.ts';
import { texts } from './texts.ts';

type RemainderProps = { language: Language; lines: CartView['remainder']; pageKey: string };

/** Lines from before the log-in that had no room in the member's cart. The shopper can add each one or clear the list. */
export function Remainder(props: RemainderProps) {
  const text = () => texts[props.language];
  return (
    <section class="remainder" aria-labelledby="cart-remainder">
      <h2 id="cart-remainder">{text().remainder}</h2>
      <p>{text().noRoom}</p>
      <ul>
        <For each={props.lines}>
          {(line) => {
            const title = () => line.title ?? text().gone;
            return (
              <li>
                <a href={`/products/${line.productId}?item=${line.itemId}`}>
                  <MixedText language={props.language} text={title()} />
                </a>
                <span class="option">{text().pieces(line.quantity)}</span>
                <form method="post" action="/cart/items">
                  <input type="hidden" name={keyField} value={props.pageKey} />
                  <input type="hidden" name="from" value="cart" />
                  <input type="hidden" name="productId" value={line.productId} />
                  <input type="hidden" name="itemId" value={line.itemId} />
                  <input type="hidden" name="quantity" value={line.quantity} />
                  <button type="submit" class="button" aria-label={text().addOf(title())}>
                    {text().addOne}
                  </button>
                </form>
              </li>
            );
          }}
        </For>
      </ul>
      <form method="post" action="/cart/remainder">
        <input type="hidden" name={keyField} value={props.pageKey} />
        <button type="submit" class="button">
          {text().dismiss}
        </button>
      </form>
    </section>
  );
}
