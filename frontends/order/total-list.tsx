import type { Language } from '@jogakbo/contracts/language';
import type { Totals, UsedCoupon } from '@jogakbo/order-bff/contract';
import { toWon } from '@jogakbo/ui/price.tsx';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';

type TotalListProps = { language: Language; totals: Totals; coupons: UsedCoupon[]; changed?: boolean };

/** The amounts of an order, line by line, with a line for each coupon. */
export function TotalList(props: TotalListProps) {
  const text = () => texts[props.language];
  const won = (amount: number) => toWon(amount, props.language);
  const sum = (coupons: UsedCoupon[]) => coupons.reduce((total, { amount }) => total + amount, 0);
  const ofGoods = () => props.coupons.filter((coupon) => coupon.class !== 'shipping');
  const ofDelivery = () => props.coupons.filter((coupon) => coupon.class === 'shipping');
  /** The discount of the shop, without coupons. */
  const discount = () => props.totals.discount - sum(ofGoods());
  const delivery = () => props.totals.delivery + sum(ofDelivery());
  return (
    <dl class="totals">
      <div>
        <dt>{text().goods}</dt>
        <dd>{won(props.totals.goods)}</dd>
      </div>
      <Show when={discount() > 0}>
        <Less language={props.language} name={text().discount} amount={won(discount())} />
      </Show>
      <For each={ofGoods()}>
        {({ name, amount }) => <Less language={props.language} name={name} amount={won(amount)} />}
      </For>
      <div>
        <dt>{text().delivery}</dt>
        <dd>{delivery() > 0 ? `+${won(delivery())}` : text().free}</dd>
      </div>
      <For each={ofDelivery()}>
        {({ name, amount }) => <Less language={props.language} name={name} amount={won(amount)} />}
      </For>
      <div class="total" classList={{ changed: props.changed === true }}>
        <dt>{text().total}</dt>
        <dd>{won(props.totals.total)}</dd>
      </div>
    </dl>
  );
}

function Less(props: { language: Language; name: string; amount: string }) {
  return (
    <div>
      <dt lang={toTextLanguage(props.language, props.name)}>{props.name}</dt>
      <dd class="less">-{props.amount}</dd>
    </div>
  );
}
