import type { Language } from '@jogakbo/contracts/language';
import { Field } from './field.tsx';
import { formTexts } from './form-texts.ts';
import { firstOf, type Problems } from './problems.ts';

type EmailFieldProps = { language: Language; form: string; value: string | undefined; problems: Problems };

/** The input for the e-mail address with which a member logs in. */
export function EmailField(props: EmailFieldProps) {
  return (
    <Field
      id={`${props.form}-email`}
      name="email"
      type="email"
      inputmode="email"
      label={formTexts[props.language].email}
      autocomplete="username"
      maxlength={254}
      value={props.value}
      problem={props.problems.email}
      first={firstOf(props.problems) === 'email'}
    />
  );
}
