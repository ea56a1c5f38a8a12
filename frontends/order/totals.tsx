import type { Language } from '@jogakbo/contracts/language';
import type { Totals as Amounts } from '@jogakbo/order-bff/contract';
import { toWon } from '@jogakbo/ui/price.tsx';
import { texts } from './texts.ts';

/** What it comes to, line by line. */
export function Totals(props: { language: Language; totals: Amounts; changed?: boolean }) {
  const text = () => texts[props.language];
  const won = (amount: number) => toWon(amount, props.language);
  return (
    <dl class="totals">
      <div>
        <dt>{text().goods}</dt>
        <dd>{won(props.totals.goods)}</dd>
      </div>
      <div>
        <dt>{text().discount}</dt>
        <dd class="less">{props.totals.discount > 0 ? `-${won(props.totals.discount)}` : won(0)}</dd>
      </div>
      <div>
        <dt>{text().delivery}</dt>
        <dd>{props.totals.delivery > 0 ? `+${won(props.totals.delivery)}` : text().free}</dd>
      </div>
      <div class="total" classList={{ changed: props.changed === true }}>
        <dt>{text().total}</dt>
        <dd>{won(props.totals.total)}</dd>
      </div>
    </dl>
  );
}
