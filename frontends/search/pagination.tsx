import type { Language } from '@jogakbo/contracts/language';
import { For, Show } from 'solid-js';
import { toPageNumbers } from './page-numbers.ts';
import { texts } from './texts.ts';

type PaginationProps = {
  language: Language;
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
};

export function Pagination(props: PaginationProps) {
  const text = () => texts[props.language];
  return (
    <nav class="pages" aria-label={text().pages}>
      <Show when={props.page > 1}>
        <a href={props.hrefOf(props.page - 1)} rel="prev" aria-label={text().previous}>
          ‹
        </a>
      </Show>
      <For each={toPageNumbers(props.page, props.pages)}>
        {(page) => (
          <a href={props.hrefOf(page)} aria-current={page === props.page ? 'page' : undefined}>
            {page}
          </a>
        )}
      </For>
      <Show when={props.page < props.pages}>
        <a href={props.hrefOf(props.page + 1)} rel="next" aria-label={text().next}>
          ›
        </a>
      </Show>
    </nav>
  );
}
