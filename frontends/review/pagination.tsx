import type { Language } from '@jogakbo/contracts/language';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';

type PaginationProps = { language: Language; page: number; pages: number; hrefOf: (page: number) => string };

/** Ways to the pages around this one. */
export function Pagination(props: PaginationProps) {
  const text = () => texts[props.language];
  return (
    <nav class="pages" aria-label={text().pages}>
      <Show when={props.page > 1}>
        <a href={props.hrefOf(props.page - 1)} rel="prev" aria-label={text().previous}>
          ‹
        </a>
      </Show>
      <For each={toWindow(props.page, props.pages)}>
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

/** Up to five page numbers in a row, this page's in the middle where there is room. */
export function toWindow(page: number, pages: number): number[] {
  const length = Math.min(pages, 5);
  const first = Math.min(Math.max(1, page - 2), pages - length + 1);
  return Array.from({ length }, (_, index) => first + index);
}
