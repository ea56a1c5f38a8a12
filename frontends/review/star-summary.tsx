import type { Language } from '@jogakbo/contracts/language';
import type { SummaryView } from '@jogakbo/review-bff/contract';
import { Stars } from '@jogakbo/ui/stars.tsx';
import { Show } from 'solid-js';
import { texts } from './texts.ts';
import { toFormHref } from './to-form-href.ts';

/** The line below a product's title: its stars, and a link to the reviews. */
export function StarSummary(props: { language: Language; summary: SummaryView }) {
  const text = () => texts[props.language];
  return (
    <p class="rated">
      <Show
        when={props.summary.count > 0}
        fallback={
          <>
            {text().none}{' '}
            <a href={toFormHref(props.summary.productId)} rel="nofollow">
              {text().writeFirst}
            </a>
          </>
        }
      >
        <Stars language={props.language} rating={props.summary.average} />{' '}
        <a href="#reviews">{text().count(props.summary.count.toLocaleString('en'))}</a>
      </Show>
    </p>
  );
}
