import type { Language } from '@jogakbo/contracts/language';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { createSignal, For, onMount, Show } from 'solid-js';
import { boxTexts } from './box-texts.ts';
import { closedCombobox, type Step, toFieldText, toKeyStep, toNext } from './combobox.ts';
import { fetchSuggestions } from './fetch-suggestions.ts';

type BoxProps = {
  language: Language;
  q: string;
  /** The slug of the department to search in, or an empty text for all departments. */
  department: string;
  departments: { slug: string; name: string }[];
};

/** Suggestions are fetched this long after the last key. */
const typingPauseMs = 120;

/** The search form; with script it suggests what to search for. */
export function Box(props: BoxProps) {
  const text = boxTexts[props.language];
  const [list, setList] = createSignal(closedCombobox);
  const [ready, setReady] = createSignal(false);
  const take = (step: Step) => setList((box) => toNext(box, step));
  const idOf = (index: number) => `box-option-${index}`;
  let field!: HTMLInputElement;
  let select: HTMLSelectElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  onMount(() => {
    setReady(true);
    // The visitor may have typed before the script ran.
    if (field.value !== props.q) look();
    field.form?.addEventListener('formdata', ({ formData }) => {
      if (!formData.get('department')) formData.delete('department');
    });
  });

  function look() {
    const term = field.value.trim();
    stop();
    take({ type: 'typed', text: field.value });
    if (term === '') return;
    timer = setTimeout(async () => {
      running = new AbortController();
      const { signal } = running;
      const options = await fetchSuggestions(term, select?.value ?? '', signal);
      if (!signal.aborted) take({ type: 'answered', term, options });
    }, typingPauseMs);
  }

  function stop() {
    clearTimeout(timer);
    running?.abort();
  }

  function close() {
    stop();
    take({ type: 'closed' });
  }

  function choose(option: string) {
    close();
    field.value = option;
    field.form?.requestSubmit();
  }

  function press(event: KeyboardEvent) {
    // While the input method composes a syllable, it handles the keys.
    if (event.isComposing || event.keyCode === 229) return;
    const step = toKeyStep(list(), event.key);
    if (!step) return;
    event.preventDefault();
    if (step.type === 'chosen') return choose(step.option);
    // An answer now would replace the list while the visitor moves through it.
    stop();
    take(step);
    field.value = toFieldText(list());
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: older browsers and screen readers do not know <search>
    <form class="box" role="search" action="/search" method="get" onFocusOut={close} onSubmit={close}>
      <Show when={props.departments.length > 0}>
        <select
          ref={(element) => {
            select = element;
          }}
          name="department"
          aria-label={text.department}
        >
          <option value="">{text.all}</option>
          <For each={props.departments}>
            {({ slug, name }) => (
              <option value={slug} selected={slug === props.department}>
                {name}
              </option>
            )}
          </For>
        </select>
      </Show>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it has them only while it is a combobox */}
      <input
        ref={(element) => {
          field = element;
        }}
        id="box-q"
        type="search"
        name="q"
        value={props.q}
        maxlength="100"
        placeholder={text.placeholder}
        aria-label={text.term}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        role={ready() ? 'combobox' : undefined}
        aria-autocomplete={ready() ? 'list' : undefined}
        aria-expanded={ready() ? list().open : undefined}
        aria-controls={list().open ? 'box-list' : undefined}
        aria-activedescendant={list().active >= 0 ? idOf(list().active) : undefined}
        onInput={look}
        onKeyDown={press}
      />
      <button type="submit" aria-label={text.search}>
        <svg
          width="22"
          height="22"
          viewBox="0 0 22 22"
          fill="none"
          stroke="currentColor"
          stroke-width="2.2"
          aria-hidden="true"
        >
          <circle cx="9.5" cy="9.5" r="6.5" />
          <path d="m14.5 14.5 5 5" />
        </svg>
      </button>
      <Show when={list().open}>
        <div id="box-list" role="listbox" aria-label={text.suggestions}>
          <For each={list().options}>
            {(option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and has the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the field points at it by aria-activedescendant
              <div
                id={idOf(index())}
                role="option"
                lang={toTextLanguage(props.language, option)}
                aria-selected={index() === list().active}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
              >
                {option}
              </div>
            )}
          </For>
        </div>
      </Show>
      <p class="visually-hidden" role="status">
        {list().open ? text.suggested(list().options.length) : ''}
      </p>
    </form>
  );
}
