import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import { EmailField } from './email-field.tsx';
import { DoneNote, FormPanel } from './form-panel.tsx';
import { formTexts } from './form-texts.ts';
import type { Problems } from './problems.ts';

type ForgotProps = {
  language: Language;
  formKey: string;
  /** Whether a link was just requested. Only the owner of the mailbox learns whether one was sent. */
  sent?: boolean;
  email?: string;
  problems?: Problems;
};

/** Asks for a link that leads to a new password. */
export function ForgotForm(props: ForgotProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  return (
    <FormPanel
      language={props.language}
      title={text().forgot}
      note={
        <Show when={props.sent} fallback={<p>{text().forgotNote}</p>}>
          <DoneNote text={text().forgotSent} />
        </Show>
      }
      action="/password/forgot"
      hidden={{ key: props.formKey }}
      problems={problems()}
      button={props.sent ? text().sendAgain : text().send}
      links={
        <p class="other">
          <a href="/login">{text().logIn}</a>
        </p>
      }
    >
      <EmailField language={props.language} form="forgot" value={props.email} problems={problems()} />
    </FormPanel>
  );
}
