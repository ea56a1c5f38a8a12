import type { Language } from '@jogakbo/contracts/language';
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { type Draft, type Field, fields, findMissing } from './draft.ts';
import { formTexts, type Limits, type ReviewProblem } from './form-texts.ts';

export type ReviewFormProps = {
  language: Language;
  product: string;
  draft: Draft;
  problems: ReviewProblem[];
  limits: Limits;
};

/** The form that writes a review. A plain form; with script it counts what is typed and says what is missing before it is sent. */
export function ReviewForm(props: ReviewFormProps) {
  const text = formTexts[props.language];
  const [problems, setProblems] = createSignal(props.problems);
  const [typed, setTyped] = createSignal('');
  const wrong = (problem: ReviewProblem) => problems().includes(problem);
  let sent = false;
  let form!: HTMLFormElement;

  onMount(() => {
    count();
    const again = () => {
      sent = false;
    };
    addEventListener('pageshow', again);
    onCleanup(() => removeEventListener('pageshow', again));
  });

  const count = () => setTyped(text.typed(readDraft(form).body.length));

  const input = () => {
    count();
    // Nobody is told off while still typing; what was found wrong goes as soon as it is right.
    if (problems().length > 0) setProblems(findMissing(readDraft(form), props.limits.minBody).filter(wrong));
  };

  const submit = (event: SubmitEvent) => {
    const missing = findMissing(readDraft(form), props.limits.minBody);
    setProblems(missing);
    if (sent || missing.length > 0) event.preventDefault();
    else sent = true;
    form.querySelector<HTMLElement>(`[name="${missing[0]}"]`)?.focus();
  };

  // The page opens at the first thing that is wrong.
  const opensAt = (problem: ReviewProblem) => props.problems[0] === problem;

  return (
    <form
      ref={form}
      class="write"
      method="post"
      action={`/products/${props.product}/reviews`}
      novalidate
      aria-labelledby="form-heading"
      onInput={input}
      onSubmit={submit}
    >
      <h2 id="form-heading">{text.write}</h2>
      <Show when={wrong('unavailable')}>
        <p class="wrong" role="alert" tabindex="-1" autofocus>
          {text.problems.unavailable()}
        </p>
      </Show>
      <fieldset aria-describedby="form-rating-message">
        <legend>{text.rating}</legend>
        <div class="pick">
          <For each={text.words}>
            {(word, index) => (
              <label>
                <input
                  type="radio"
                  name="rating"
                  value={index() + 1}
                  checked={props.draft.rating === String(index() + 1)}
                  required
                  aria-invalid={wrong('rating') ? 'true' : undefined}
                  autofocus={opensAt('rating') && index() === 0}
                />
                <span class="stars" />
                <span class="word">{word}</span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <Message field="rating" />
      <label for="form-title">{text.title}</label>
      <input
        id="form-title"
        name="title"
        maxlength={props.limits.maxTitle}
        autocomplete="off"
        required
        value={props.draft.title}
        aria-invalid={wrong('title') ? 'true' : undefined}
        aria-describedby="form-title-message form-title-hint"
        autofocus={opensAt('title')}
      />
      <p class="hint" id="form-title-hint">
        {text.titleHint(props.limits)}
      </p>
      <Message field="title" />
      <label for="form-body">{text.body}</label>
      <textarea
        id="form-body"
        name="body"
        rows="5"
        maxlength={props.limits.maxBody}
        required
        aria-invalid={wrong('body') ? 'true' : undefined}
        aria-describedby="form-body-message form-body-hint"
        autofocus={opensAt('body')}
      >
        {props.draft.body}
      </textarea>
      <p class="hint">
        <span id="form-body-hint">{text.bodyHint(props.limits)}</span>
        <span>{typed()}</span>
      </p>
      <Message field="body" />
      <button type="submit" class="button button-main">
        {text.submit}
      </button>
    </form>
  );

  function Message(message: { field: Field }) {
    return (
      <p id={`form-${message.field}-message`} class="wrong" role="alert">
        <Show when={wrong(message.field)}>{text.problems[message.field](props.limits)}</Show>
      </p>
    );
  }
}

function readDraft(form: HTMLFormElement): Draft {
  const data = new FormData(form);
  return Object.fromEntries(fields.map((field) => [field, String(data.get(field) ?? '')])) as Draft;
}
