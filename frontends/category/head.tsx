import type { HeadView } from '@jogakbo/category-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';

/** Title and description of the page. The shell adds its address, its language and whether it is indexed. */
export function Head(props: { language: Language; view: HeadView }) {
  const text = () => texts[props.language];
  const { path, page, total } = props.view;
  const here = path.at(-1) ?? { slug: '', name: '' };
  const names = path.map(({ name }) => name).join(' > ');
  const title = `${text().title(here.name, page)} — ${text().shop}`;
  const description = text().description(names, total);
  return (
    <>
      <title>{title}</title>
      <meta name="description" content={description} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
    </>
  );
}
