import type { Language } from '@jogakbo/contracts/language';
import { type Review, type ReviewsView, sorts } from '@jogakbo/review-bff/contract';
import { Pagination } from '@jogakbo/ui/pagination.tsx';
import { Stars } from '@jogakbo/ui/stars.tsx';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { For, Show } from 'solid-js';
import { Histogram } from './histogram.tsx';
import { texts } from './texts.ts';
import { toDate } from './to-date.ts';
import { toFormHref } from './to-form-href.ts';
import { type Listing, toListHref } from './to-list-href.ts';

type ReviewListProps = { language: Language; view: ReviewsView; listing: Listing };

/** The reviews of a product: the numbers first, then each review. */
export function ReviewList(props: ReviewListProps) {
  const text = () => texts[props.language];
  const summary = () => props.view.summary;
  const hrefOf = (listing: Partial<Listing>) =>
    toListHref(summary().productId, { ...props.listing, page: 1, ...listing });
  return (
    <section class="reviews" aria-labelledby="list-heading">
      <h2 id="list-heading">{text().reviews}</h2>
      <Show
        when={summary().count > 0}
        fallback={<Empty language={props.language} product={summary().productId} />}
      >
        <div class="overview">
          <p class="average">
            <strong aria-hidden="true">{summary().average.toFixed(1)}</strong>
            <Stars language={props.language} rating={summary().average} />
            <span class="soft">{text().count(summary().count.toLocaleString('en'))}</span>
          </p>
          <Histogram language={props.language} summary={summary()} listing={props.listing} />
        </div>
        <div class="choices">
          <Show when={props.listing.rating}>
            {(rating) => (
              <p class="filtered">
                {text().filtered(rating(), props.view.total.toLocaleString('en'))}{' '}
                <a href={hrefOf({ rating: undefined })}>{text().all}</a>
              </p>
            )}
          </Show>
          <nav class="sorts" aria-label={text().sort}>
            <For each={sorts}>
              {(sort) => (
                <a href={hrefOf({ sort })} aria-current={props.listing.sort === sort ? 'true' : undefined}>
                  {text().sorts[sort]}
                </a>
              )}
            </For>
          </nav>
        </div>
        <Show when={props.view.total > 0} fallback={<p class="empty">{text().emptyRating}</p>}>
          <ul>
            <For each={props.view.reviews}>
              {(review) => <OneReview language={props.language} review={review} />}
            </For>
          </ul>
        </Show>
        <Pagination
          label={text().pages}
          language={props.language}
          page={props.view.page}
          pages={props.view.pages}
          hrefOf={(page) => hrefOf({ page })}
        />
      </Show>
    </section>
  );
}

function Empty(props: { language: Language; product: string }) {
  const text = () => texts[props.language];
  return (
    <div class="empty empty-all">
      <p>{text().empty}</p>
      <a class="button" href={toFormHref(props.product)} rel="nofollow">
        {text().writeFirst}
      </a>
    </div>
  );
}

function OneReview(props: { language: Language; review: Review }) {
  const { rating, title, body, createdAt, changedAt, verified } = props.review;
  const author = props.review.author || texts[props.language].former;
  const lang = (said: string) => toTextLanguage(props.language, said);
  return (
    <li class="review">
      <h3 lang={lang(title)}>{title}</h3>
      <p class="by">
        <Stars language={props.language} rating={rating} /> <span lang={lang(author)}>{author}</span>{' '}
        <time datetime={new Date(createdAt).toISOString()}>{toDate(createdAt, props.language)}</time>
        <Show when={changedAt}>
          {(moment) => <span>{texts[props.language].changed(toDate(moment(), props.language))}</span>}
        </Show>
        <Show when={verified}>
          <span class="verified">{texts[props.language].verified}</span>
        </Show>
      </p>
      <p class="body" lang={lang(body)}>
        {body}
      </p>
    </li>
  );
}
