import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import { EmailField } from './email-field.tsx';
import { Field } from './field.tsx';
import { DoneNote, FormPanel } from './form-panel.tsx';
import { formTexts } from './form-texts.ts';
import { firstOf, type Problems } from './problems.ts';

type LoginProps = {
  language: Language;
  next: string;
  /** Whether the visitor has just closed their account. */
  left?: boolean;
  email?: string;
  problems?: Problems;
};

export function LoginForm(props: LoginProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  return (
    <FormPanel
      language={props.language}
      title={text().logIn}
      note={
        <Show when={props.left}>
          <DoneNote text={text().leftDone} />
        </Show>
      }
      action="/login"
      hidden={{ next: props.next }}
      problems={problems()}
      button={text().logIn}
      links={
        <>
          <p class="other">
            <a href="/password/forgot">{text().forgot}</a>
          </p>
          <p class="other">
            {text().newHere} <a href={`/signup?next=${encodeURIComponent(props.next)}`}>{text().signUp}</a>
          </p>
        </>
      }
    >
      <EmailField language={props.language} form="login" value={props.email} problems={problems()} />
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
    </FormPanel>
  );
}
