import { Show } from 'solid-js';

type ConsentProps = {
  name: 'terms' | 'privacy';
  label: string;
  href: string;
  link: string;
  checked: boolean | undefined;
  problem: string | undefined;
  first: boolean;
};

/** A check box for consent at sign-up, with a link to the text. */
export function Consent(props: ConsentProps) {
  const id = () => `signup-${props.name}`;
  return (
    <div class="field">
      <div class="consent">
        <label class="tick" for={id()}>
          <input
            id={id()}
            type="checkbox"
            name={props.name}
            value="yes"
            required
            checked={props.checked}
            aria-invalid={props.problem ? 'true' : undefined}
            aria-describedby={props.problem ? `${id()}-wrong` : undefined}
            autofocus={props.first}
          />
          <span>{props.label}</span>
        </label>
        <a class="more" href={props.href} target="_blank" rel="noopener">
          {props.link}
        </a>
      </div>
      <Show when={props.problem}>
        <p id={`${id()}-wrong`} class="wrong">
          {props.problem}
        </p>
      </Show>
    </div>
  );
}
