import type { Language } from '@jogakbo/contracts/language';
import { toPhoneText } from '@jogakbo/contracts/text-rules';
import type { OrderView } from '@jogakbo/order-bff/contract';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { For, Show } from 'solid-js';
import { Lines } from './lines.tsx';
import { OrderStatus } from './order-status.tsx';
import { texts } from './texts.ts';
import { toMoment } from './to-day.ts';
import { isUndone, toProgress } from './to-progress.ts';
import { TotalList } from './total-list.tsx';

type OrderProps = {
  language: Language;
  order: OrderView;
  /** The reason why the order could not be cancelled. */
  problem?: 'tooLate' | 'cannotCancel';
};

/** Whether the order failed and was not cancelled by the shopper. */
function canPayAgain({ state, reason }: OrderView): boolean {
  return isUndone(state) && reason !== null && reason !== 'customer';
}

/** The page of one order. The island renews the parts with `data-part`; the rest never changes. */
export function OrderDetails(props: OrderProps) {
  const text = () => texts[props.language];
  const { order } = props;
  const over = () => isUndone(order.state) || toProgress(order.state) === 'delivered';
  return (
    <article class="order" data-live={over() ? undefined : order.id} aria-labelledby="order-heading">
      <h1 id="order-heading">{text().order}</h1>
      <p class="soft">
        {text().placedAt} {toMoment(order.placedAt, props.language)} · {text().number}{' '}
        <span class="number">{order.id}</span>
      </p>
      <div class="status" data-part="status" role="status">
        <OrderStatus language={props.language} order={order} />
      </div>
      <div class="grid">
        <section class="part" aria-labelledby="order-lines">
          <h2 id="order-lines">{text().lines}</h2>
          <Lines language={props.language} lines={order.lines} />
        </section>
        <section class="part" aria-labelledby="order-address">
          <h2 id="order-address">{text().deliverTo}</h2>
          <p>
            <b lang={toTextLanguage(props.language, order.address.recipient)}>{order.address.recipient}</b>
            <br />
            <MixedText
              language={props.language}
              text={`(${order.address.postcode}) ${order.address.street} ${order.address.detail}`}
            />
            <br />
            <span class="soft">{toPhoneText(order.address.phone)}</span>
          </p>
        </section>
        <section class="summary" aria-labelledby="order-payment">
          <h2 id="order-payment">{text().payment}</h2>
          <TotalList language={props.language} totals={order.totals} coupons={order.coupons} />
          <dl class="facts">
            <div>
              <dt>{text().method}</dt>
              <dd>{text().methods[order.method]}</dd>
            </div>
            <Show when={order.coupons.length > 0}>
              <div>
                <dt>{text().coupons}</dt>
                <dd>
                  <For each={order.coupons}>
                    {({ name }) => (
                      <span class="used" lang={toTextLanguage(props.language, name)}>
                        {name}
                      </span>
                    )}
                  </For>
                </dd>
              </div>
            </Show>
          </dl>
        </section>
      </div>
      <div class="acts">
        <Show when={props.problem}>
          {(problem) => (
            <p class="notice wrong" role="alert" tabindex="-1" autofocus>
              {text()[problem()]}
            </p>
          )}
        </Show>
        <div data-part="acts">
          <Show when={canPayAgain(order)}>
            <a class="button button-main" href={`/checkout?again=${encodeURIComponent(order.id)}`}>
              {text().payAgain}
            </a>
            <p class="soft">{text().payAgainNote}</p>
          </Show>
          <Show when={order.cancellable}>
            <form class="cancel" method="post" action={`/orders/${order.id}/cancellation`}>
              <button type="submit" class="button">
                {text().cancel}
              </button>
              <p class="soft">{text().cancelNote}</p>
            </form>
          </Show>
        </div>
        <a class="button" href="/orders">
          {text().toOrders}
        </a>
      </div>
    </article>
  );
}
