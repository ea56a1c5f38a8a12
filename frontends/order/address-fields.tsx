import { toPhoneText } from '@jogakbo/contracts/text-rules';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { For, Show } from 'solid-js';
import { type AddressField, addressFields } from './checkout-form.ts';
import type { CheckoutProps } from './checkout-props.ts';
import { checkoutTexts } from './checkout-texts.ts';

const hints: Record<
  AddressField,
  { autocomplete: string; inputmode?: 'numeric' | 'tel'; maxlength: number }
> = {
  recipient: { autocomplete: 'shipping name', maxlength: 50 },
  phone: { autocomplete: 'tel', inputmode: 'tel', maxlength: 40 },
  postcode: { autocomplete: 'shipping postal-code', inputmode: 'numeric', maxlength: 20 },
  street: { autocomplete: 'shipping street-address', maxlength: 200 },
  detail: { autocomplete: 'shipping address-line2', maxlength: 200 },
};

/** The delivery address: one of the member's addresses, or a new one. */
export function AddressFields(props: CheckoutProps) {
  const text = () => checkoutTexts[props.language];
  const own = () => props.view.addresses;
  const wrong = (problem: CheckoutProps['problems'][number]) => props.problems.includes(problem);
  return (
    <>
      <Show when={own().length > 0} fallback={<input type="hidden" name="address" value="new" />}>
        <fieldset class="choices" aria-describedby="checkout-address-message">
          <legend class="visually-hidden">{text().address}</legend>
          <For each={own()}>
            {(address) => (
              <label class="choice">
                <input
                  type="radio"
                  name="address"
                  value={address.id}
                  checked={props.form.address === address.id}
                />
                <span>
                  <b lang={toTextLanguage(props.language, address.recipient)}>{address.recipient}</b>{' '}
                  <Show when={address.preferred}>
                    <span class="mark">{text().preferred}</span>
                  </Show>
                  <br />
                  <MixedText
                    language={props.language}
                    text={`(${address.postcode}) ${address.street} ${address.detail}`}
                  />
                  <br />
                  <span class="soft">{toPhoneText(address.phone)}</span>
                </span>
              </label>
            )}
          </For>
          <label class="choice">
            <input type="radio" name="address" value="new" checked={props.form.address === 'new'} />
            <span>{text().newAddress}</span>
          </label>
        </fieldset>
      </Show>
      <Show when={!props.view.addressesKnown}>
        <p class="soft">{text().addressesAway}</p>
      </Show>
      <p id="checkout-address-message" class="wrong" role="alert">
        <Show when={wrong('address')}>{text().problems.address}</Show>
        <Show when={wrong('place')}>{text().problems.place}</Show>
      </p>
      <div class="new-address">
        <For each={addressFields}>
          {(field) => (
            <div class={`field field-${field}`}>
              <label for={`checkout-${field}`}>{text().fields[field]}</label>
              <input
                id={`checkout-${field}`}
                name={field}
                value={props.form[field]}
                {...hints[field]}
                aria-invalid={wrong(field) ? 'true' : undefined}
                aria-describedby={`checkout-${field}-message`}
                autofocus={props.problems[0] === field}
              />
              <p id={`checkout-${field}-message`} class="wrong" role="alert">
                <Show when={wrong(field)}>{text().problems[field]}</Show>
              </p>
            </div>
          )}
        </For>
        <label class="agree save">
          <input type="checkbox" name="save" value="yes" checked={props.form.save} />
          <span>{text().save}</span>
        </label>
      </div>
    </>
  );
}
