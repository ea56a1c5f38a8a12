import type { Language } from '@jogakbo/contracts/language';
import type { Shortage, SnapshotLine } from '@jogakbo/order-bff/contract';
import { badgeTexts } from '@jogakbo/ui/badges.tsx';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { toWon } from '@jogakbo/ui/price.tsx';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';

type LinesProps = {
  language: Language;
  lines: SnapshotLine[];
  /** Items with too little stock, and the known numbers of pieces left. */
  short?: string[];
  left?: Shortage[];
};

/** The lines of an order. */
export function Lines(props: LinesProps) {
  const text = () => texts[props.language];
  const toLeft = (item: string) => props.left?.find(({ itemId }) => itemId === item)?.left;
  return (
    <ul class="lines">
      <For each={props.lines}>
        {(line) => (
          <li class="line">
            <img class="picture" src={line.image} alt="" width="72" height="72" loading="lazy" />
            <div class="what">
              <a href={`/products/${line.productId}?item=${line.itemId}`}>
                <MixedText language={props.language} text={line.title} />
              </a>
              <span class="soft">
                <MixedText
                  language={props.language}
                  text={[line.option, text().pieces(line.quantity)].filter(Boolean).join(' · ')}
                />
              </span>
              <Show when={line.service !== 'standard' && line.service}>
                {(service) => <span class="rocket">{badgeTexts[props.language][service()]}</span>}
              </Show>
              <Show when={props.short?.includes(line.itemId)}>
                <strong class="wrong">{text().left(toLeft(line.itemId))}</strong>
              </Show>
            </div>
            <strong class="amount">{toWon(line.final * line.quantity, props.language)}</strong>
          </li>
        )}
      </For>
    </ul>
  );
}
