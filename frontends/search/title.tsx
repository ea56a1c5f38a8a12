import type { Language } from '@jogakbo/contracts/language';
import type { Highlight } from '@jogakbo/search-bff/contract';
import { For, Show } from 'solid-js';

/** A product's title, Korean on every page, with the search words marked. */
export function Title(props: { language: Language; parts: Highlight }) {
  return (
    <span lang={props.language === 'ko' ? undefined : 'ko'}>
      <For each={props.parts}>
        {({ text, match }) => (
          <Show when={match} fallback={text}>
            <mark>{text}</mark>
          </Show>
        )}
      </For>
    </span>
  );
}
