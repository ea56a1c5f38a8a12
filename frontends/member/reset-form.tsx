import type { Language } from '@jogakbo/contracts/language';
import { Field } from './field.tsx';
import { FormPanel } from './form-panel.tsx';
import { formTexts } from './form-texts.ts';
import { firstOf, type Problems } from './problems.ts';

type ResetProps = {
  language: Language;
  formKey: string;
  /** The token of the mailed link; empty if the link was incomplete. */
  token: string;
  problems?: Problems;
};

/** Sets a new password by a mailed link. */
export function ResetForm(props: ResetProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  return (
    <FormPanel
      language={props.language}
      title={text().reset}
      instead={props.token ? undefined : <p>{text().refused['invalid-token']}</p>}
      action="/password/reset"
      hidden={{ token: props.token, key: props.formKey }}
      problems={problems()}
      button={text().changePassword}
      links={
        <p class="other">
          <a href="/password/forgot">{text().askAgain}</a>
        </p>
      }
    >
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
    </FormPanel>
  );
}
