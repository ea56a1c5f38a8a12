import type { Language } from '@jogakbo/contracts/language';
import type { StripView } from '@jogakbo/menu-bff/contract';
import { For } from 'solid-js';
import { texts } from './texts.ts';

/** Links to the campaigns, in one row that scrolls sideways if it does not fit. */
export function Strip(props: { language: Language } & StripView) {
  return (
    <nav class="strip" aria-label={texts[props.language].strip}>
      <ul>
        <For each={props.links}>
          {({ id, name, path }) => (
            <li class={`link-${id}`}>
              <a href={path}>{name}</a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}
