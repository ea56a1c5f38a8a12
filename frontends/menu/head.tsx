import type { Language } from '@jogakbo/contracts/language';
import type { HeadView } from '@jogakbo/menu-bff/contract';
import { texts } from './texts.ts';

export function Head(props: { language: Language; view: HeadView }) {
  const text = () => texts[props.language];
  const { title, text: description, page } = props.view;
  const whole = `${text().title(title, page)} — ${text().shop}`;
  return (
    <>
      <title>{whole}</title>
      <meta name="description" content={description} />
      <meta property="og:title" content={whole} />
      <meta property="og:description" content={description} />
    </>
  );
}
