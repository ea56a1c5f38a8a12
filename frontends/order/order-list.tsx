import type { Language } from '@jogakbo/contracts/language';
import type { OrderSummary, OrdersView } from '@jogakbo/order-bff/contract';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { Pagination } from '@jogakbo/ui/pagination.tsx';
import { toWon } from '@jogakbo/ui/price.tsx';
import { For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { texts } from './texts.ts';
import { toMoment } from './to-day.ts';

/** A member's orders, newest first. `level` is the level of the heading. */
export function OrderList(props: { language: Language; view: OrdersView; level: '1' | '2' }) {
  const text = () => texts[props.language];
  return (
    <section class="orders" aria-labelledby="list-heading">
      <Dynamic component={`h${props.level}`} id="list-heading">
        {text().orders}
      </Dynamic>
      <Show
        when={props.view.orders.length > 0}
        fallback={
          <div class="nothing">
            <p>{text().noOrders}</p>
            <p>
              <a class="button" href="/">
                {text().browse}
              </a>
            </p>
          </div>
        }
      >
        <ul>
          <For each={props.view.orders}>{(order) => <Item language={props.language} order={order} />}</For>
        </ul>
        <Pagination
          label={text().pages}
          language={props.language}
          page={props.view.page}
          pages={props.view.pages}
          hrefOf={(page) => (page === 1 ? '/orders' : `/orders?page=${page}`)}
        />
      </Show>
    </section>
  );
}

function Item(props: { language: Language; order: OrderSummary }) {
  const text = () => texts[props.language];
  const { id, state, placedAt, lines, totals, former } = props.order;
  const [first] = lines;
  return (
    <li class="item">
      <Show when={first}>
        {(line) => <img class="picture" src={line().image} alt="" width="72" height="72" loading="lazy" />}
      </Show>
      <div class="what">
        <strong class={`state-${state}`}>{former ? text().former.state : text().states[state]}</strong>
        <a href={`/orders/${id}`}>
          <MixedText language={props.language} text={first?.title ?? ''} />
          {lines.length > 1 ? ` ${text().more(lines.length - 1)}` : ''}
        </a>
        <span class="soft">
          <time datetime={new Date(placedAt).toISOString()}>{toMoment(placedAt, props.language)}</time> · {id}
        </span>
      </div>
      <strong class="amount">{toWon(totals.total, props.language)}</strong>
      <a class="button" href={`/orders/${id}`} aria-label={`${text().details} ${id}`}>
        {text().details}
      </a>
    </li>
  );
}
