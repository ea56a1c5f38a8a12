import type { Language } from '@jogakbo/contracts/language';
import type { CheckoutView, Method } from '@jogakbo/order-bff/contract';
import { toWon } from '@jogakbo/ui/price.tsx';
import { payTexts } from './pay-texts.ts';

type Draft = NonNullable<CheckoutView['draft']>;
type PayProps = { language: Language; draft: Draft; clientKey: string; method: Method; order: string };

/** The page that opens Toss's window. Its island reads the data of the payment from the attributes. */
export function Pay(props: PayProps) {
  const text = () => payTexts[props.language];
  const { totals, lines, revision } = props.draft.snapshot;
  const checkout = () => `/checkout?draft=${encodeURIComponent(props.draft.id)}`;
  return (
    <section
      class="pay"
      aria-labelledby="pay-heading"
      data-live
      data-client-key={props.clientKey}
      data-method={props.method}
      data-order={props.order}
      data-name={toOrderName(lines, props.language)}
      data-amount={String(totals.total)}
      data-success={`/checkout/paid?${new URLSearchParams({ draft: props.draft.id, revision })}`}
      data-fail={`${checkout()}&failed=1`}
    >
      <h1 id="pay-heading">{text().pay}</h1>
      <p>
        {text().total} <strong>{toWon(totals.total, props.language)}</strong>
      </p>
      <noscript>
        <p class="notice wrong">{text().needsScript}</p>
      </noscript>
      <p class="soft" role="status" data-opening={text().opening} data-failed={text().failed} />
      <p>
        <button type="button" class="button button-main">
          {text().open(toWon(totals.total, props.language))}
        </button>
      </p>
      <p>
        <a href={checkout()}>{text().back}</a>
      </p>
    </section>
  );
}

/** Toss shows the name in its window. It takes at most 100 characters. */
function toOrderName(lines: Draft['snapshot']['lines'], language: Language): string {
  const title = lines[0]?.title.slice(0, 80) ?? '';
  const more = lines.length - 1;
  if (more < 1) return title;
  return language === 'ko' ? `${title} 외 ${more}건` : `${title} and ${more} more`;
}
