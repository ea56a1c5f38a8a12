import type { Language } from '@jogakbo/contracts/language';
import type { OrderView } from '@jogakbo/order-bff/contract';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';
import { toDay } from './to-day.ts';
import { isUndone, progress, toProgress } from './to-progress.ts';

/** The progress of an order, in words and as steps. */
export function OrderStatus(props: { language: Language; order: OrderView }) {
  const text = () => texts[props.language];
  const { state, reason, arrival, id, former } = props.order;
  const undone = () => isUndone(state);
  const undoing = () => reason !== null && !undone();
  /** The item had too little stock, which is not the same as sold out. */
  const scarce = () => props.order.shortage?.find(({ left }) => left > 0);
  const toReason = (why: NonNullable<OrderView['reason']>) => {
    const short = scarce();
    const line = props.order.lines.find(({ itemId }) => itemId === short?.itemId);
    return why === 'sold-out' && short && line
      ? text().tooFew(line.title, short.left, line.quantity)
      : text().reasons[why];
  };
  const reached = () => progress.indexOf(toProgress(state) ?? 'placed');
  return (
    <>
      <p class="state">
        <strong>{former ? text().former.state : text().states[state]}</strong>
        <Show when={arrival && state === 'FULFILLING' && !undoing() ? arrival : undefined}>
          {(day) => <span class="arrival">{text().arrival(toDay(day(), props.language))}</span>}
        </Show>
      </p>
      <p>
        <Show when={reason}>{(why) => `${toReason(why())} `}</Show>
        {former ? text().former.explanation : undoing() ? text().undoing : text().explanations[state]}
      </p>
      <Show when={!undone() && !undoing() && !former}>
        <ol class="steps" aria-label={text().steps}>
          <For each={progress}>
            {(step, index) => (
              <li
                classList={{ reached: index() <= reached() }}
                aria-current={index() === reached() ? 'step' : undefined}
              >
                {text().progress[step]}
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Show when={state !== 'DELIVERED' && !undone()}>
        <p>
          <a class="refresh" href={`/orders/${id}`}>
            {text().refresh}
          </a>
        </p>
      </Show>
    </>
  );
}
