import { type ListView, sorts } from '@jogakbo/category-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { CardList } from '@jogakbo/ui/card-list.tsx';
import { Pagination } from '@jogakbo/ui/pagination.tsx';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';
import { toHref, toNear } from './to-href.ts';

type ListProps = { language: Language; list: ListView };

const firstRow = 4;

/** The page of a category: its subcategories, the orders, and one page of its products. */
export function List(props: ListProps) {
  const text = () => texts[props.language];
  const { list } = props;
  const here = list.path.at(-1) ?? { slug: '', name: '' };
  const above = list.path.at(-2);
  return (
    <div class="list">
      <div class="heading">
        <h1>{here.name}</h1>
        <p>{text().count(list.total)}</p>
      </div>
      <Show when={list.children.length > 0}>
        <nav class="children" aria-label={text().children}>
          <ul>
            <For each={list.children}>
              {(child) => (
                <li>
                  <a href={toHref(child.slug)}>{child.name}</a>
                </li>
              )}
            </For>
          </ul>
        </nav>
      </Show>
      <Show
        when={list.total > 0}
        fallback={
          <p class="empty">
            {text().empty}{' '}
            <a href={above ? toHref(above.slug) : '/'}>{text().up(above?.name ?? text().shop)}</a>
          </p>
        }
      >
        <nav class="sorts" aria-label={text().sorting}>
          <ul>
            <For each={sorts}>
              {(sort) => (
                <li>
                  <a
                    href={toHref(here.slug, { sort })}
                    aria-current={sort === list.sort ? 'true' : undefined}
                  >
                    {text().sorts[sort]}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </nav>
        <CardList language={props.language} cards={list.cards} seenAtOnce={firstRow} />
        <Pagination
          language={props.language}
          page={list.page}
          pages={list.pages}
          hrefOf={(page) => toHref(here.slug, { sort: list.sort, page, near: toNear(list, page) })}
        />
      </Show>
    </div>
  );
}
