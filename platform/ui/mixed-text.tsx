import type { Language } from '@jogakbo/contracts/language';
import { For, Show } from 'solid-js';
import { hangul, toTextLanguage } from './to-text-language.ts';

/** From the first Hangul character to the last one, without Latin letters between them. */
const koreanPart = new RegExp(`([${hangul}](?:[^A-Za-z]*[${hangul}])?)`);

/**
 * A text that may contain Korean, such as a product's title in an English sentence. On other pages its Korean parts get `lang="ko"`.
 *
 * @example
 * <h1><MixedText language="en" text="Results for ‘나노블록’" /></h1>
 */
export function MixedText(props: { language: Language; text: string }) {
  return (
    <Show when={toTextLanguage(props.language, props.text)} fallback={props.text}>
      <For each={props.text.split(koreanPart)}>
        {(part, index) => (index() % 2 === 1 ? <span lang="ko">{part}</span> : part)}
      </For>
    </Show>
  );
}
