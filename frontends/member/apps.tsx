import type { Language } from '@jogakbo/contracts/language';
import type { GrantList } from '@jogakbo/member-bff/contract';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { For, Show } from 'solid-js';
import { appTexts } from './app-texts.ts';

type AppsProps = { language: Language; grants: GrantList['grants']; disconnected?: boolean };

/** The programs that may act for a member, each with a button that ends this. */
export function Apps(props: AppsProps) {
  const text = () => appTexts[props.language];
  return (
    <section class="panel addresses" id="apps" aria-labelledby="apps-heading">
      <h2 id="apps-heading">{text().apps}</h2>
      <Show when={props.disconnected}>
        <p class="done" role="status">
          {text().disconnected}
        </p>
      </Show>
      <Show when={props.grants.length > 0}>
        <p class="hint">{text().appsNote}</p>
        <ul>
          <For each={props.grants}>
            {({ client, name, scopes }) => (
              <li class="address">
                <b lang={toTextLanguage(props.language, name)}>{name}</b>
                <For each={scopes}>{(scope) => <span>{text().scopes[scope]}</span>}</For>
                <form method="post" action={`/my/apps/${client}`}>
                  <button type="submit" class="plain" aria-label={text().disconnectOf(name)}>
                    {text().disconnect}
                  </button>
                </form>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
