import type { Language } from '@jogakbo/contracts/language';
import { For, type JSX, Show } from 'solid-js';
import { formTexts } from './form-texts.ts';
import type { Problems } from './problems.ts';
import { Summary } from './summary.tsx';

type FormPanelProps = {
  language: Language;
  title: string;
  /** Shown above the form. */
  note?: JSX.Element;
  /** Shown in place of the form. */
  instead?: JSX.Element;
  action: string;
  /** Hidden fields by their names. */
  hidden: Record<string, string>;
  problems?: Problems | undefined;
  /** The text of the button that sends the form. */
  button: string;
  /** The fields of the form. */
  children?: JSX.Element;
  /** Links below the form. */
  links: JSX.Element;
};

/** A page with a single form: title, message, hidden fields, fields, button, and links to other pages. */
export function FormPanel(props: FormPanelProps) {
  return (
    <div class="panel narrow">
      <h1>{props.title}</h1>
      {props.note}
      <Show when={!props.instead} fallback={props.instead}>
        <form method="post" action={props.action} novalidate>
          <Summary text={formTexts[props.language]} problems={props.problems ?? {}} />
          <For each={Object.entries(props.hidden)}>
            {([name, value]) => <input type="hidden" name={name} value={value} />}
          </For>
          {props.children}
          <button type="submit" class="button button-main">
            {props.button}
          </button>
        </form>
      </Show>
      {props.links}
    </div>
  );
}

/** Says above a form that something was done. */
export function DoneNote(props: { text: string }) {
  return (
    <p class="done" role="status">
      {props.text}
    </p>
  );
}
