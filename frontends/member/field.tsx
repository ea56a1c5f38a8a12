import { Show } from 'solid-js';

type FieldProps = {
  /** Begins with the fragment's name, because ids are unique in the page. */
  id: string;
  name: string;
  label: string;
  autocomplete: string;
  value?: string | undefined;
  type?: 'text' | 'email' | 'password' | 'tel';
  inputmode?: 'numeric' | 'tel' | 'email' | undefined;
  maxlength?: number | undefined;
  optional?: boolean;
  hint?: string;
  problem?: string | undefined;
  /** The text of the button that shows a password. Without it there is no button. */
  reveal?: string | undefined;
  /** Whether this field gets the focus when the page opens. */
  first?: boolean | undefined;
};

/** An input with its label, its hint and its error message. */
export function Field(props: FieldProps) {
  const described = () =>
    [props.problem && `${props.id}-wrong`, props.hint && `${props.id}-hint`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <input
        id={props.id}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value ?? ''}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        required={!props.optional}
        aria-invalid={props.problem ? 'true' : undefined}
        aria-describedby={described() || undefined}
        autofocus={props.first}
      />
      <Show when={props.reveal}>
        <button type="button" class="reveal" data-reveal={props.id} aria-pressed="false">
          <span class="visually-hidden">{props.label}</span> {props.reveal}
        </button>
      </Show>
      <Show when={props.problem}>
        <p id={`${props.id}-wrong`} class="wrong">
          {props.problem}
        </p>
      </Show>
      <Show when={props.hint}>
        <p id={`${props.id}-hint`} class="hint">
          {props.hint}
        </p>
      </Show>
    </div>
  );
}
