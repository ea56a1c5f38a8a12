import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import { Field } from './field.tsx';
import { formTexts } from './form-texts.ts';
import { KeyField } from './key-field.tsx';
import { firstOf, type Problems } from './problems.ts';
import { Summary } from './summary.tsx';

type ForgotProps = {
  language: Language;
  formKey: string;
  /** Whether a link was just asked for. Whether one was mailed is for the mailbox alone. */
  sent?: boolean;
  email?: string;
  problems?: Problems;
};

/** Asks for a link to choose a new password by. */
export function ForgotForm(props: ForgotProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  return (
    <div class="panel narrow">
      <h1>{text().forgot}</h1>
      <Show when={props.sent} fallback={<p>{text().forgotNote}</p>}>
        <p class="done" role="status">
          {text().forgotSent}
        </p>
      </Show>
      <form method="post" action="/password/forgot" novalidate>
        <Summary text={text()} problems={problems()} />
        <KeyField formKey={props.formKey} />
        <Field
          id="forgot-email"
          name="email"
          type="email"
          inputmode="email"
          label={text().email}
          autocomplete="username"
          maxlength={254}
          value={props.email}
          problem={problems().email}
          first={firstOf(problems()) === 'email'}
        />
        <button type="submit" class="button button-main">
          {props.sent ? text().sendAgain : text().send}
        </button>
      </form>
      <p class="other">
        <a href="/login">{text().logIn}</a>
      </p>
    </div>
  );
}
