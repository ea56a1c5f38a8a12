import type { Language } from '@jogakbo/contracts/language';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';
import { toPageNumbers } from './to-page-numbers.ts';

type PaginationProps = { language: Language; page: number; pages: number; hrefOf: (page: number) => string };

export function Pagination(props: PaginationProps) {
  const text = () => texts[props.language];
  return (
    <nav class="pages" aria-label={text().pages}>
      <ul>
        <Show when={props.page > 1}>
          <li>
            <a rel="prev" href={props.hrefOf(props.page - 1)}>
              {text().previous}
            </a>
          </li>
        </Show>
        <For each={toPageNumbers(props.page, props.pages)}>
          {(number) => (
            <li>
              <Show when={number} fallback="…">
                {(shown) => (
                  <a href={props.hrefOf(shown())} aria-current={shown() === props.page ? 'page' : undefined}>
                    <span class="visually-hidden">{text().page}</span> {shown()}
                  </a>
                )}
              </Show>
            </li>
          )}
        </For>
        <Show when={props.page < props.pages}>
          <li>
            <a rel="next" href={props.hrefOf(props.page + 1)}>
              {text().next}
            </a>
          </li>
        </Show>
      </ul>
    </nav>
  );
}
