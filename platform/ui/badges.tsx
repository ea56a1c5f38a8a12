import type { Language } from '@jogakbo/contracts/language';
import { For } from 'solid-js';

/** The names of the services that deliver a product, as shoppers know them. */
export const badgeTexts = {
  ko: { rocket: '로켓배송', 'rocket-overseas': '로켓직구' },
  en: { rocket: 'Rocket delivery', 'rocket-overseas': 'Rocket overseas' },
};

/** The badges beside a price. */
export function Badges(props: { language: Language; badges: (keyof typeof badgeTexts.ko)[] }) {
  return (
    <For each={props.badges}>
      {(badge) => <span class={`badge badge-${badge}`}>{badgeTexts[props.language][badge]}</span>}
    </For>
  );
}
