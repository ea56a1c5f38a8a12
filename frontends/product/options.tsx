import { emit } from '@jogakbo/browser/page-events';
import type { Language } from '@jogakbo/contracts/language';
import { createSignal, For, Show } from 'solid-js';
import { texts } from './texts.ts';
import { toDataLanguage } from './to-data-language.ts';

export type OptionsProps = {
  language: Language;
  productId: string;
  optionName: string;
  options: { itemId: string; label: string }[];
  item: string;
  /** Ids of the options that are sold out. */
  soldOut: string[];
};

/** The option picker. Without script the options are links. With script a choice emits an event and stays on the page. */
export function Options(props: OptionsProps) {
  const [chosen, setChosen] = createSignal(props.item);
  const label = () => props.options.find(({ itemId }) => itemId === chosen())?.label;
  const choose = (event: MouseEvent, item: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (item === chosen()) return;
    setChosen(item);
    const url = new URL(location.href);
    url.searchParams.set('item', item);
    history.replaceState(history.state, '', url);
    emit('product:item-selected', { product: props.productId, item });
  };
  return (
    <div class="options" lang={toDataLanguage(props.language)}>
      <p>
        {props.optionName}: <b>{label()}</b>
      </p>
      <Show when={props.options.length > 1}>
        <nav aria-label={texts[props.language].choose(props.optionName)}>
          <ul>
            <For each={props.options}>
              {({ itemId, label }) => (
                <li>
                  <a
                    href={`/products/${props.productId}?item=${itemId}`}
                    class={props.soldOut.includes(itemId) ? 'sold-out' : undefined}
                    aria-current={chosen() === itemId ? 'true' : undefined}
                    onClick={(event) => choose(event, itemId)}
                  >
                    <span>{label}</span>
                    <Show when={props.soldOut.includes(itemId)}>
                      <small lang={props.language}>{texts[props.language].soldOut}</small>
                    </Show>
                  </a>
                </li>
              )}
            </For>
          </ul>
        </nav>
      </Show>
    </div>
  );
}
