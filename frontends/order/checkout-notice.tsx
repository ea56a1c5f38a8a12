import type { Language } from '@jogakbo/contracts/language';
import { checkoutTexts } from './checkout-texts.ts';

type NoticeProps = { language: Language; text: string; href: string; link: string };

/** The checkout page without anything to check out. */
export function CheckoutNotice(props: NoticeProps) {
  return (
    <div class="nothing">
      <h1>{checkoutTexts[props.language].checkout}</h1>
      <p>{props.text}</p>
      <p>
        <a class="button" href={props.href}>
          {props.link}
        </a>
      </p>
    </div>
  );
}
