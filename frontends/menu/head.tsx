import type { Language } from '@jogakbo/contracts/language';
import type { HeadView } from '@jogakbo/menu-bff/contract';
import { texts } from './texts.ts';
import { toHref } from './to-href.ts';

export function Head(props: { language: Language; origin: string; view: HeadView }) {
  const text = () => texts[props.language];
  const { id, title, text: description, page } = props.view;
  return (
    <>
      <title>{`${text().title(title, page)} — ${text().shop}`}</title>
      <meta name="description" content={description} />
      <link rel="canonical" href={props.origin + toHref(id, page)} />
    </>
  );
}
