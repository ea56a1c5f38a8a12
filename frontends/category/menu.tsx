import type { Department } from '@jogakbo/category-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { For } from 'solid-js';
import { texts } from './texts.ts';
import { toHref } from './to-href.ts';

/** The button that opens the tree. It has two levels, because it is on every page; the third is on the category's own page. */
export function Menu(props: { language: Language; categories: Department[] }) {
  const text = () => texts[props.language];
  return (
    <details class="menu">
      <summary>
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <path fill="none" stroke="currentColor" stroke-width="2" d="M2 5h16M2 10h16M2 15h16" />
        </svg>
        <span class="visually-hidden-below-47">{text().categories}</span>
      </summary>
      <nav aria-label={text().allCategories}>
        <ul>
          <For each={props.categories}>
            {(department) => (
              <li>
                <a href={toHref(department.slug)}>{department.name}</a>
                <ul>
                  <For each={department.children}>
                    {(group) => (
                      <li>
                        <a href={toHref(group.slug)}>{group.name}</a>
                      </li>
                    )}
                  </For>
                </ul>
              </li>
            )}
          </For>
        </ul>
      </nav>
    </details>
  );
}
