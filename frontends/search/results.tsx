import { type ResultQuery, type Sort, sorts, toResultQuery } from '@jogakbo/search-bff/contract';
import { CardList } from '@jogakbo/ui/card-list.tsx';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { Pagination } from '@jogakbo/ui/pagination.tsx';
import { For, Show } from 'solid-js';
import { NothingFound, type ResultsProps } from './nothing-found.tsx';
import { texts } from './texts.ts';
import { Title } from './title.tsx';

/** The number of pictures on the first screen. */
const eagerCards = 4;

/** The search page: the results, or other things to look at. */
export function Results(props: ResultsProps) {
  return (
    <div class="results">
      <Show when={props.view.total > 0} fallback={<NothingFound {...props} />}>
        <Found {...props} />
      </Show>
    </div>
  );
}

function Found(props: ResultsProps) {
  const text = () => texts[props.language];
  const href = (change: Partial<ResultQuery>) =>
    `/search?${toResultQuery({ ...props.query, page: 1, ...change })}`;
  return (
    <>
      <h1>
        <MixedText language={props.language} text={text().results(props.view.words)} />
      </h1>
      <Show when={toNote(props)}>
        {(note) => (
          <p class="note">
            <MixedText language={props.language} text={note()} />
          </p>
        )}
      </Show>
      <div class="bar">
        <p class="count">{text().count(props.view.total, props.view.more)}</p>
        <nav aria-label={text().sort}>
          <ul class="sorts">
            <For each={sorts}>
              {(sort: Sort) => (
                <li>
                  <a href={href({ sort })} aria-current={sort === props.query.sort ? 'true' : undefined}>
                    {text().sorts[sort]}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </nav>
      </div>
      <CardList
        language={props.language}
        cards={props.view.cards}
        seenAtOnce={eagerCards}
        titleOf={({ highlight }) => <Title language={props.language} parts={highlight} />}
      />
      <Pagination
        language={props.language}
        page={props.view.page}
        pages={props.view.pages}
        hrefOf={(page) => href({ page })}
      />
    </>
  );
}

/** Says which words were searched for, if they differ from the typed ones. */
function toNote({ language, query, view }: ResultsProps): string {
  if (view.corrected) return texts[language].corrected(query.q, view.words);
  if (view.reading === 'keyboard') return texts[language].keyboard(query.q, view.words);
  return view.reading === 'choseong' ? texts[language].choseong(view.words) : '';
}
