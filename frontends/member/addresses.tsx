import type { Language } from '@jogakbo/contracts/language';
import { toPhoneText } from '@jogakbo/contracts/text-rules';
import { type AddressView, maxAddresses } from '@jogakbo/member-bff/contract';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { For, Show } from 'solid-js';
import { type AddressDraft, emptyDraft, toDraft } from './address-draft.ts';
import { AddressForm } from './address-form.tsx';
import { type Done, formTexts } from './form-texts.ts';
import { KeyField } from './key-field.tsx';
import type { Problems } from './problems.ts';

/** A refused address as it was filled in. A new address has no id. */
export type RefusedAddress = { id?: string; draft: AddressDraft; problems: Problems };

type AddressesProps = {
  language: Language;
  addresses: AddressView[];
  /** The key of the page's forms. A form that is sent twice takes effect once. */
  formKey: string;
  done?: Done | undefined;
  refused?: RefusedAddress;
};

/** A member's addresses. Each has a form that opens below it. */
export function Addresses(props: AddressesProps) {
  const text = () => formTexts[props.language];
  const refusedOf = (id?: string) => (props.refused?.id === id ? props.refused : undefined);
  return (
    <section class="panel addresses" id="addresses" aria-labelledby="addresses-heading">
      <h2 id="addresses-heading">{text().addresses}</h2>
      <Show when={props.done}>
        {(done) => (
          <p class="done" role="status">
            {text().done[done()]}
          </p>
        )}
      </Show>
      <Show when={props.addresses.length > 0} fallback={<p class="hint">{text().noAddress}</p>}>
        <ul>
          <For each={props.addresses}>
            {(address) => (
              <li class="address">
                <p class="to">
                  <b lang={toTextLanguage(props.language, address.recipient)}>{address.recipient}</b>{' '}
                  <span>{toPhoneText(address.phone)}</span>
                  <Show when={address.preferred}>
                    <span class="badge">{text().preferred}</span>
                  </Show>
                </p>
                <p>
                  <MixedText
                    language={props.language}
                    text={`(${address.postcode}) ${address.street} ${address.detail}`}
                  />
                </p>
                <div class="manage">
                  <details open={refusedOf(address.id) !== undefined}>
                    <summary aria-label={text().editOf(address.recipient)}>{text().edit}</summary>
                    <AddressForm
                      language={props.language}
                      action={`/my/addresses/${encodeURIComponent(address.id)}`}
                      prefix={`addresses-${address.id}`}
                      draft={refusedOf(address.id)?.draft ?? toDraft(address)}
                      problems={refusedOf(address.id)?.problems}
                      formKey={props.formKey}
                      submit={text().save}
                    />
                  </details>
                  <form method="post" action={`/my/addresses/${encodeURIComponent(address.id)}`}>
                    <input type="hidden" name="remove" value="1" />
                    <KeyField formKey={props.formKey} />
                    <button type="submit" class="plain" aria-label={text().removeOf(address.recipient)}>
                      {text().remove}
                    </button>
                  </form>
                </div>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.addresses.length < maxAddresses || (props.refused && !props.refused.id)}>
        <details class="add" open={props.addresses.length === 0 || refusedOf() !== undefined}>
          <summary>{text().addAddress}</summary>
          <AddressForm
            language={props.language}
            action="/my/addresses"
            prefix="addresses-new"
            draft={refusedOf()?.draft ?? emptyDraft}
            problems={refusedOf()?.problems}
            formKey={props.formKey}
            submit={text().add}
          />
        </details>
      </Show>
    </section>
  );
}
