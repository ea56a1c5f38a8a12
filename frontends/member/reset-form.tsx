import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import { Field } from './field.tsx';
import { formTexts } from './form-texts.ts';
import { KeyField } from './key-field.tsx';
import { firstOf, type Problems } from './problems.ts';
import { Summary } from './summary.tsx';

type ResetProps = {
  language: Language;
  formKey: string;
  /** What the mailed link carried; empty where it came incomplete. */
  token: string;
  problems?: Problems;
};

/** Chooses a new password by a mailed link. */
export function ResetForm(props: ResetProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  return (
    <div class="panel narrow">
      <h1>{text().reset}</h1>
      <Show when={props.token} fallback={<p>{text().refused['invalid-token']}</p>}>
        <form method="post" action="/password/reset" novalidate>
          <Summary text={text()} problems={problems()} />
          <input type="hidden" name="token" value={props.token} />
          <KeyField formKey={props.formKey} />
          <Field
            id="reset-password"
            name="password"
            type="password"
            label={text().next}
            autocomplete="new-password"
            hint={text().passwordHint}
            problem={problems().password}
            first={firstOf(problems()) === 'password'}
            reveal={text().reveal}
          />
          <button type="submit" class="button button-main">
            {text().changePassword}
          </button>
        </form>
      </Show>
      <p class="other">
        <a href="/password/forgot">{text().askAgain}</a>
      </p>
    </div>
  );
}
