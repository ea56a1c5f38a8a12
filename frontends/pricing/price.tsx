import type { Language } from '@jogakbo/contracts/language';
import type { PriceView } from '@jogakbo/pricing-bff/contract';
import { Badges } from '@jogakbo/ui/badges.tsx';
import { Price as PriceLine, toWon } from '@jogakbo/ui/price.tsx';
import { Show } from 'solid-js';
import { texts } from './texts.ts';

export function Price(props: { language: Language; price: PriceView }) {
  const text = () => texts[props.language];
  return (
    <div class="box">
      <PriceLine
        language={props.language}
        list={props.price.list}
        final={props.price.final}
        discountPercent={props.price.discountPercent}
      />
      <Badges language={props.language} badges={props.price.badges} />
      <Show when={props.price.unit}>
        {(unit) => (
          <span class="unit">
            ({text().unit(unit().per, unit().measure, toWon(unit().price, props.language))})
          </span>
        )}
      </Show>
      <Show when={props.price.coupon}>
        {(coupon) => (
          <span class="coupon">
            {text().coupon(
              coupon().kind === 'percent' ? `${coupon().value}%` : toWon(coupon().value, props.language),
            )}
          </span>
        )}
      </Show>
    </div>
  );
}
