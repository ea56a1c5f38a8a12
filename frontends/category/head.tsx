import type { HeadView } from '@jogakbo/category-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';
import { toHref } from './to-href.ts';

/** Every order of a page is the same page to search engines, so the canonical address names none. */
export function Head(props: { language: Language; origin: string; view: HeadView }) {
  const text = () => texts[props.language];
  const { path, page, total } = props.view;
  const here = path.at(-1) ?? { slug: '', name: '' };
  const names = path.map(({ name }) => name).join(' > ');
  return (
    <>
      <title>{`${text().title(here.name, page)} — ${text().shop}`}</title>
      <meta name="description" content={text().description(names, total)} />
      <link rel="canonical" href={props.origin + toHref(here.slug, { page })} />
    </>
  );
}
