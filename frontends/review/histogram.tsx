import type { Language } from '@jogakbo/contracts/language';
import type { SummaryView } from '@jogakbo/review-bff/contract';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';
import { type Listing, toListHref } from './to-list-href.ts';

type HistogramProps = { language: Language; summary: SummaryView; listing: Listing };

/** The number of reviews for each rating. Each bar links to the reviews of its rating. */
export function Histogram(props: HistogramProps) {
  const text = () => texts[props.language];
  return (
    <ul class="histogram" aria-label={text().byRating}>
      <For each={[5, 4, 3, 2, 1]}>
        {(rating) => {
          const count = props.summary.histogram[rating - 1] as number;
          return (
            <li>
              <Show
                when={count > 0}
                fallback={<span class="bar">{bar(rating, count, text().emptyBar)}</span>}
              >
                <a
                  class="bar"
                  href={toListHref(props.summary.productId, {
                    ...props.listing,
                    rating: rating as 1,
                    page: 1,
                  })}
                  aria-current={props.listing.rating === rating ? 'true' : undefined}
                >
                  {bar(rating, count, text().linkedBar)}
                </a>
              </Show>
            </li>
          );
        }}
      </For>
    </ul>
  );

  function bar(rating: number, count: number, spoken: string) {
    return (
      <>
        <span>{text().stars(rating)}</span>{' '}
        <svg aria-hidden="true">
          <rect width={`${Math.round((100 * count) / props.summary.count)}%`} height="100%" />
        </svg>{' '}
        <span>
          {count.toLocaleString('en')}
          <span class="visually-hidden">{spoken}</span>
        </span>
      </>
    );
  }
}
