import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import type { AddressDraft } from './address-draft.ts';
import { Field } from './field.tsx';
import { formTexts } from './form-texts.ts';
import { KeyField } from './key-field.tsx';
import { firstOf, type Problems } from './problems.ts';
import { Summary } from './summary.tsx';

type AddressFormProps = {
  language: Language;
  action: string;
  prefix: string;
  draft: AddressDraft;
  problems: Problems | undefined;
  submit: string;
  formKey: string;
};

export function AddressForm(props: AddressFormProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  const of = (name: 'recipient' | 'phone' | 'postcode' | 'street' | 'detail') => ({
    id: `${props.prefix}-${name}`,
    name,
    label: text()[name],
    value: props.draft[name],
    problem: problems()[name],
    first: firstOf(problems()) === name,
  });
  return (
    <form method="post" action={props.action} novalidate>
      <Summary text={text()} problems={problems()} />
      <KeyField formKey={props.formKey} />
      <Field {...of('recipient')} autocomplete="name" maxlength={50} />
      <Field {...of('phone')} type="tel" inputmode="tel" autocomplete="tel" maxlength={40} />
      <Field {...of('postcode')} inputmode="numeric" autocomplete="postal-code" maxlength={20} />
      <Field {...of('street')} autocomplete="address-line1" maxlength={200} />
      <Field {...of('detail')} autocomplete="address-line2" maxlength={200} optional />
      <Show when={!props.draft.preferred || props.problems}>
        <label class="tick">
          <input type="checkbox" name="preferred" value="1" checked={props.draft.preferred} />
          <span>{text().prefer}</span>
        </label>
      </Show>
      <button type="submit" class="button">
        {props.submit}
      </button>
    </form>
  );
}
