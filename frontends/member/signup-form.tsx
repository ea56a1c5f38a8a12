import type { Language } from '@jogakbo/contracts/language';
import { maxName } from '@jogakbo/member-bff/contract';
import { Consent } from './consent.tsx';
import { EmailField } from './email-field.tsx';
import { Field } from './field.tsx';
import { FormPanel } from './form-panel.tsx';
import { formTexts } from './form-texts.ts';
import { firstOf, type Problems } from './problems.ts';

type SignupProps = {
  language: Language;
  next: string;
  formKey: string;
  draft?: { name: string; email: string; terms: boolean; privacy: boolean };
  problems?: Problems;
};

export function SignupForm(props: SignupProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  const first = () => firstOf(problems());
  return (
    <FormPanel
      language={props.language}
      title={text().signUp}
      action="/signup"
      hidden={{ next: props.next, key: props.formKey, consent: 'asked' }}
      problems={problems()}
      button={text().join}
      links={
        <p class="other">
          {text().oldHere} <a href={`/login?next=${encodeURIComponent(props.next)}`}>{text().logIn}</a>
        </p>
      }
    >
      <Field
        id="signup-name"
        name="name"
        label={text().name}
        autocomplete="name"
        maxlength={maxName}
        value={props.draft?.name}
        problem={problems().name}
        first={first() === 'name'}
      />
      <EmailField language={props.language} form="signup" value={props.draft?.email} problems={problems()} />
      <Field
        id="signup-password"
        name="password"
        type="password"
        label={text().password}
        autocomplete="new-password"
        hint={text().passwordHint}
        problem={problems().password}
        first={first() === 'password'}
        reveal={text().reveal}
      />
      <Consent
        name="terms"
        label={text().agreeTerms}
        href="/terms"
        link={text().readTerms}
        checked={props.draft?.terms}
        problem={problems().terms}
        first={first() === 'terms'}
      />
      <Consent
        name="privacy"
        label={text().agreePrivacy}
        href="/privacy"
        link={text().readPrivacy}
        checked={props.draft?.privacy}
        problem={problems().privacy}
        first={first() === 'privacy'}
      />
    </FormPanel>
  );
}
