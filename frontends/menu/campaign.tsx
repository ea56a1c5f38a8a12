import type { Language } from '@jogakbo/contracts/language';
import type { CampaignView } from '@jogakbo/menu-bff/contract';
import { CardList } from '@jogakbo/ui/card-list.tsx';
import { Pagination } from '@jogakbo/ui/pagination.tsx';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';
import { toHref } from './to-href.ts';

type CampaignProps = { language: Language; campaign: CampaignView };

const firstRow = 4;

/** The page of a campaign: its text, its notes, and one page of its products. */
export function Campaign(props: CampaignProps) {
  const text = () => texts[props.language];
  const { campaign } = props;
  return (
    <div class="campaign">
      <div class={`banner banner-${campaign.id}`}>
        <h1>{campaign.title}</h1>
        <p>{campaign.text}</p>
      </div>
      <Show when={campaign.page === 1 && campaign.notes.length > 0}>
        <ul class="notes">
          <For each={campaign.notes}>
            {(note) => (
              <li>
                <h2>{note.title}</h2>
                <p>{note.text}</p>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show
        when={campaign.cards.length > 0}
        fallback={
          <p class="empty">
            {text().empty} <a href="/">{text().home}</a>
          </p>
        }
      >
        <h2 class={campaign.heading ? 'heading' : 'visually-hidden'}>
          {campaign.heading ?? text().products}
        </h2>
        <CardList language={props.language} cards={campaign.cards} seenAtOnce={firstRow} />
        <Pagination
          language={props.language}
          page={campaign.page}
          pages={campaign.pages}
          hrefOf={(page) => toHref(campaign.id, page)}
        />
      </Show>
    </div>
  );
}
