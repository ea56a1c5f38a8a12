import type { Language } from '@jogakbo/contracts/language';
import { payTexts } from './pay-texts.ts';

/** What Toss adds to the address of the page, besides what the shop put there. */
type PaidFields = Record<'draft' | 'revision' | 'paymentKey' | 'orderId' | 'amount', string>;

/**
 * The page after Toss's window. Its form places the order; its island sends the form at once. A browser may load a page again or ahead, so
 * the page itself changes nothing.
 */
export function Paid(props: { language: Language; fields: PaidFields }) {
  const text = () => payTexts[props.language];
  return (
    <form class="pay" method="post" action="/checkout/paid" aria-labelledby="paid-heading" data-live>
      {Object.entries(props.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <h1 id="paid-heading">{text().pay}</h1>
      <p role="status">{text().finishing}</p>
      <p>
        <button type="submit" class="button button-main">
          {text().finish}
        </button>
      </p>
      <p class="soft">{text().finishNote}</p>
    </form>
  );
}
