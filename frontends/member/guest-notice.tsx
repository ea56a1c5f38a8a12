import type { Language } from '@jogakbo/contracts/language';
import { formTexts } from './form-texts.ts';

/** What stands on a member's page for whom no member is known: logged out meanwhile, or sessions are out of reach. */
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
