import type { CategoryLink } from '@jogakbo/category-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { For } from 'solid-js';
import { emblemOf } from './emblems.ts';
import { texts } from './texts.ts';
import { toHref } from './to-href.ts';

/** The departments as tiles. Each tile is a patch of cloth with an emblem. */
export function Shortcuts(props: { language: Language; categories: CategoryLink[] }) {
  const text = () => texts[props.language];
  return (
    <>
      <h1 class="visually-hidden">{text().welcome}</h1>
      <nav class="shortcuts" aria-label={text().shortcuts}>
        <ul>
          <For each={props.categories}>
            {({ slug, name }) => (
              <li>
                <a href={toHref(slug)}>
                  <svg viewBox="-12 -12 48 48" aria-hidden="true">
                    <path d={emblemOf(slug)} />
                  </svg>
                  <span>{name}</span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </nav>
    </>
  );
}
