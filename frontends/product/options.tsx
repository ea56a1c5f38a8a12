import { emit } from '@jogakbo/browser/page-events';
import { createSignal, For } from 'solid-js';

export type OptionsProps = { productId: string; optionName: string; options: { itemId: string; label: string }[]; item: string };

/** The option picker: links without script; with it, a choice tells the other fragments and stays on the page. */
export function Options(props: OptionsProps) {
  const [chosen, setChosen] = createSignal(props.item);
  const href = (item: string) => `/products/${props.productId}?item=${item}`;
  const choose = (event: MouseEvent, item: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setChosen(item);
    history.replaceState(null, '', href(item));
    emit('product:item-selected', { product: props.productId, item });
  };
  return (
    <nav class="options" aria-label={props.optionName}>
      <p>{props.optionName}</p>
      <ul>
        <For each={props.options}>
          {({ itemId, label }) => (
            <li>
              <a
                href={href(itemId)}
                aria-current={chosen() === itemId ? 'true' : undefined}
                onClick={(event) => choose(event, itemId)}
              >
                {label}
              </a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}
