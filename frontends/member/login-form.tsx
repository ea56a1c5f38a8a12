import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import { Field } from './field.tsx';
import { formTexts } from './form-texts.ts';
import { firstOf, type Problems } from './problems.ts';
import { Summary } from './summary.tsx';

type LoginProps = {
  language: Language;
  next: string;
  /** Whether the visitor has just left for good. */
  left?: boolean;
  email?: string;
  problems?: Problems;
};

export function LoginForm(props: LoginProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  return (
    <div class="panel narrow">
      <h1>{text().logIn}</h1>
      <Show when={props.left}>
        <p class="done" role="status">
          {text().leftDone}
        </p>
      </Show>
      <form method="post" action="/login" novalidate>
        <Summary text={text()} problems={problems()} />
        <input type="hidden" name="next" value={props.next} />
        <Field
          id="login-email"
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
        <Field
          id="login-password"
          name="password"
          type="password"
          label={text().password}
          autocomplete="current-password"
          problem={problems().password}
          first={firstOf(problems()) === 'password'}
          reveal={text().reveal}
        />
        <button type="submit" class="button button-main">
          {text().logIn}
        </button>
      </form>
      <p class="other">
        <a href="/password/forgot">{text().forgot}</a>
      </p>
      <p class="other">
        {text().newHere} <a href={`/signup?next=${encodeURIComponent(props.next)}`}>{text().signUp}</a>
      </p>
    </div>
  );
}
