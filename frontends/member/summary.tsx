import { Show } from 'solid-js';
import type { FormTexts } from './form-texts.ts';
import type { Problems } from './problems.ts';

/** Says above a form that it was refused, and why if the reason belongs to no field. */
export function Summary(props: { text: FormTexts; problems: Problems }) {
  const any = () => Object.values(props.problems).some(Boolean);
  return (
    <Show when={any()}>
      <p class="summary" role="alert" tabindex="-1" autofocus={props.problems.form !== undefined}>
        {props.problems.form ?? props.text.check}
      </p>
    </Show>
  );
}
