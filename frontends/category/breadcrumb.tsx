import type { CategoryLink } from '@jogakbo/category-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { For } from 'solid-js';
import { texts } from './texts.ts';
import { toHref } from './to-href.ts';

type BreadcrumbProps = {
  language: Language;
  path: CategoryLink[];
  /** Whether the last category of the path is the current page. */
  current: boolean;
};

/** The path to a category, with microdata for search engines: https://schema.org/BreadcrumbList */
export function Breadcrumb(props: BreadcrumbProps) {
  const text = () => texts[props.language];
  const steps = () => [
    { href: '/', name: text().home },
    ...props.path.map(({ slug, name }) => ({ href: toHref(slug), name })),
  ];
  const isCurrent = (index: number) => props.current && index === steps().length - 1;
  return (
    <nav class="path" aria-label={text().path}>
      <ol itemscope itemtype="https://schema.org/BreadcrumbList">
        <For each={steps()}>
          {({ href, name }, index) => (
            <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
              <a itemprop="item" href={href} aria-current={isCurrent(index()) ? 'page' : undefined}>
                <span itemprop="name">{name}</span>
              </a>
              <meta itemprop="position" content={String(index() + 1)} />
            </li>
          )}
        </For>
      </ol>
    </nav>
  );
}
