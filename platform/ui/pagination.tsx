import type { Language } from '@jogakbo/contracts/language';
import { For, Show } from 'solid-js';
import { toPageNumbers } from './to-page-numbers.ts';

type PaginationProps = {
  language: Language;
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  /** A name for the list, if one page of the shop has several lists with pages. */
  label?: string;
};

const texts = {
  ko: { pages: '페이지', previous: '이전 페이지', next: '다음 페이지' },
  en: { pages: 'Pages', previous: 'Previous page', next: 'Next page' },
};

/** Links to the other pages of a list. A list with a single page has none. */
export function Pagination(props: PaginationProps) {
  const text = () => texts[props.language];
  return (
    <Show when={props.pages > 1}>
      <nav class="pages" aria-label={props.label ?? text().pages}>
        <Show when={props.page > 1}>
          <a href={props.hrefOf(props.page - 1)} rel="prev" aria-label={text().previous}>
            ‹
          </a>
        </Show>
        <For each={toPageNumbers(props.page, props.pages)}>
          {(number) => (
            <Show when={number} fallback={<span>…</span>}>
              {(shown) => (
                <a href={props.hrefOf(shown())} aria-current={shown() === props.page ? 'page' : undefined}>
                  {shown()}
                </a>
              )}
            </Show>
          )}
        </For>
        <Show when={props.page < props.pages}>
          <a href={props.hrefOf(props.page + 1)} rel="next" aria-label={text().next}>
            ›
          </a>
        </Show>
      </nav>
    </Show>
  );
}
