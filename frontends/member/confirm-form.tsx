import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import { formTexts } from './form-texts.ts';
import type { Problems } from './problems.ts';
import { Summary } from './summary.tsx';

type ConfirmProps = { language: Language; token: string; confirmed?: boolean; problems?: Problems };

/** Confirms an e-mail by a mailed link. It takes a press, since programs that check mails open every link in them. */
export function ConfirmForm(props: ConfirmProps) {
  const text = () => formTexts[props.language];
  return (
    <div class="panel narrow">
      <h1>{text().confirm}</h1>
      <Show
        when={!props.confirmed}
        fallback={
          <p class="done" role="status">
            {text().confirmDone}
          </p>
        }
      >
        <Show when={props.token} fallback={<p>{text().refused['invalid-token']}</p>}>
          <p>{text().confirmNote}</p>
          <form method="post" action="/confirm">
            <Summary text={text()} problems={props.problems ?? {}} />
            <input type="hidden" name="token" value={props.token} />
            <button type="submit" class="button button-main">
              {text().confirmPress}
            </button>
          </form>
        </Show>
      </Show>
      <p class="other">
        <a href="/my">{text().my}</a>
      </p>
    </div>
  );
}
