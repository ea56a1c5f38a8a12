import type { Language } from '@jogakbo/contracts/language';
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { type Draft, type Field, fields, findMissing } from './draft.ts';
import { formTexts, type Limits, type ReviewProblem } from './form-texts.ts';
import { toFormHref } from './to-form-href.ts';
import type { WhoMay } from './who-may.ts';

type ReviewFormProps = {
  language: Language;
  product: string;
  who: WhoMay;
  /** The key of the form. */
  key: string;
  draft: Draft;
  problems: ReviewProblem[];
  limits: Limits;
};

/**
 * The form that writes, changes and withdraws a member's review. To other visitors it says who may write one. It is a plain form; with
 * script it counts the typed characters and reports missing fields before it is sent.
 */
export function ReviewForm(props: ReviewFormProps) {
  const text = formTexts[props.language];
  const may = props.who === 'may-write' || props.who === 'may-change';
  const typed = fields.some((field) => props.draft[field] !== '');
  return (
    <section class="write" aria-labelledby="form-heading">
      <h2 id="form-heading">{props.who === 'may-change' ? text.change : text.write}</h2>
      <p class="who">
        {text.who[props.who]} <Show when={!may && typed}>{text.kept}</Show>
      </p>
      <Show when={props.who === 'guest'}>
        <a class="button" href={`/login?next=${encodeURIComponent(toFormHref(props.product))}`}>
          {text.logIn}
        </a>
      </Show>
      <Show when={props.who === 'not-asked'}>
        <a class="button" href={toFormHref(props.product)} rel="nofollow">
          {text.open}
        </a>
      </Show>
      <Show when={may || typed}>
        <Fields {...props} />
      </Show>
    </section>
  );
}

function Fields(props: ReviewFormProps) {
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
    // A message disappears as soon as its field is right. No new message appears while the visitor types.
    if (problems().length > 0) setProblems(findMissing(readDraft(form), props.limits.minBody).filter(wrong));
  };

  const submit = (event: SubmitEvent) => {
    if ((event.submitter as HTMLButtonElement | null)?.value === 'withdraw') return;
    const missing = findMissing(readDraft(form), props.limits.minBody);
    setProblems(missing);
    if (sent || missing.length > 0) event.preventDefault();
    else sent = true;
    form.querySelector<HTMLElement>(`[name="${missing[0]}"]`)?.focus();
  };

  // The first problem gets the focus when the page opens.
  const opensAt = (problem: ReviewProblem) => props.problems[0] === problem;

  return (
    <form
      ref={form}
      method="post"
      action={`/products/${props.product}/reviews`}
      novalidate
      onInput={input}
      onSubmit={submit}
    >
      <input type="hidden" name="key" value={props.key} />
      <For each={refusals.filter(wrong)}>
        {(problem) => (
          <p class="wrong" role="alert" tabindex="-1" autofocus>
            {text.problems[problem]()}
          </p>
        )}
      </For>
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
        {props.who === 'may-change' ? text.save : text.submit}
      </button>
      <Show when={props.who === 'may-change'}>
        <details class="withdraw">
          <summary>{text.withdraw}</summary>
          <p>{text.withdrawHint}</p>
          <button type="submit" name="intent" value="withdraw" class="button" formnovalidate>
            {text.withdrawNow}
          </button>
        </details>
      </Show>
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

/** Problems that belong to no field. */
const refusals = ['unavailable', 'too-many'] as const;

function readDraft(form: HTMLFormElement): Draft {
  const data = new FormData(form);
  return Object.fromEntries(fields.map((field) => [field, String(data.get(field) ?? '')])) as Draft;
}
