import type { Language } from '@jogakbo/contracts/language';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';

/** Frequent questions, with links to the pages that answer them. */
export function Help(props: { language: Language }) {
  const text = () => texts[props.language];
  return (
    <div class="panel">
      <h1>{text().help}</h1>
      <For each={text().topics}>
        {(topic) => (
          <section class="topic" id={topic.id} tabindex="-1">
            <h2>{topic.title}</h2>
            <p>{topic.text}</p>
            <Show when={topic.link}>
              {(link) => (
                <p>
                  <a class="more" href={link().href}>
                    {link().label}
                  </a>
                </p>
              )}
            </Show>
          </section>
        )}
      </For>
    </div>
  );
}
