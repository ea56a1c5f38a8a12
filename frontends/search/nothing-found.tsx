import type { Language } from '@jogakbo/contracts/language';
import { type ResultQuery, type ResultView, toResultQuery } from '@jogakbo/search-bff/contract';
import { CardList } from '@jogakbo/ui/card-list.tsx';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { For, Show } from 'solid-js';
import { texts } from './texts.ts';

export type ResultsProps = { language: Language; query: ResultQuery; view: ResultView };

/** Other words and products, for a search without results or without words. */
export function NothingFound(props: ResultsProps) {
  const text = () => texts[props.language];
  const asked = () => props.query.q !== '';
  return (
    <>
      <h1>
        <MixedText language={props.language} text={asked() ? text().results(props.query.q) : text().search} />
      </h1>
      <div class="none">
        <Show
          when={asked()}
          fallback={
            <p>
              <MixedText language={props.language} text={text().ask} />
            </p>
          }
        >
          <p>
            <MixedText language={props.language} text={text().none(props.query.q)} />
          </p>
          <p class="hint">{text().hint}</p>
          <Show when={props.query.department}>
            <a class="button" href={`/search?${new URLSearchParams({ q: props.query.q })}`}>
              {text().everywhere}
            </a>
          </Show>
        </Show>
      </div>
      <Show when={props.view.near.length > 0}>
        <h2>{text().near}</h2>
        <ul class="near">
          <For each={props.view.near}>
            {(term) => (
              <li>
                <a class="button" href={`/search?${toResultQuery({ q: term, sort: 'relevance', page: 1 })}`}>
                  <MixedText language={props.language} text={term} />
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.view.popular.length > 0}>
        <h2>{text().popular}</h2>
        <CardList language={props.language} cards={props.view.popular} />
      </Show>
    </>
  );
}
