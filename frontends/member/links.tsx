import type { Language } from '@jogakbo/contracts/language';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { Show } from 'solid-js';
import { texts } from './texts.ts';

type LinksProps = {
  language: Language;
  /** The member's name. It is empty if it cannot be looked up, and undefined for a guest. */
  name: string | undefined;
};

/** The top bar of every page. */
export function Links(props: LinksProps) {
  const text = () => texts[props.language];
  return (
    <div class="links">
      <nav aria-label={text().service}>
        <a href="/help#help-bookmark">{text().bookmark}</a>
        <a href="/help#help-sell">{text().sell}</a>
      </nav>
      <nav aria-label={text().account}>
        <Show
          when={props.name !== undefined}
          fallback={
            <>
              <a href="/login">{text().logIn}</a>
              <a href="/signup">{text().signUp}</a>
            </>
          }
        >
          <Show when={props.name}>
            {(name) => (
              <span class="who" title={name()} lang={toTextLanguage(props.language, name())}>
                {text().of(name())}
              </span>
            )}
          </Show>
          <form method="post" action="/logout">
            <button type="submit">{text().logOut}</button>
          </form>
        </Show>
        <a href="/help">{text().help}</a>
      </nav>
    </div>
  );
}
