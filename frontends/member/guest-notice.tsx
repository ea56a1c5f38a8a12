import type { Language } from '@jogakbo/contracts/language';
import { formTexts } from './form-texts.ts';

/** The member's page for a guest. It appears if the session ends while the page is made. */
export function GuestNotice(props: { language: Language }) {
  const text = () => formTexts[props.language];
  return (
    <div class="panel narrow">
      <h1>{text().guest}</h1>
      <p>{text().guestNote}</p>
      <p>
        <a class="button" href="/login?next=%2Fmy">
          {text().logIn}
        </a>
      </p>
    </div>
  );
}
