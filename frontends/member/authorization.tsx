import type { MemberScope } from '@jogakbo/contracts/api';
import type { Language } from '@jogakbo/contracts/language';
import { MixedText } from '@jogakbo/ui/mixed-text.tsx';
import { For, Show } from 'solid-js';
import { appTexts } from './app-texts.ts';

type AuthorizationProps = {
  language: Language;
  /** The member's name, if it is known. */
  name: string;
  client: string;
  scopes: MemberScope[];
  /** The address where the member comes back. */
  target: string;
  /** The parameters of the request, which the form sends back. */
  asked: Record<string, string>;
  /** Set if the member's answer could not be kept. */
  failed?: boolean;
};

/** Asks a member whether a program may act for them. */
export function Authorization(props: AuthorizationProps) {
  const text = () => appTexts[props.language];
  return (
    <div class="panel narrow">
      <h1>
        <MixedText language={props.language} text={text().ask(props.client)} />
      </h1>
      <Show when={props.failed}>
        <p class="summary" role="alert">
          {text().away}
        </p>
      </Show>
      <p>
        <MixedText language={props.language} text={text().note(props.name)} />
      </p>
      <ul class="allowed">
        <For each={props.scopes}>{(scope) => <li>{text().scopes[scope]}</li>}</For>
      </ul>
      <p class="hint">{text().later}</p>
      <form method="post" action="/oauth/authorize">
        <For each={Object.entries(props.asked)}>
          {([name, value]) => <input type="hidden" name={name} value={value} />}
        </For>
        <button type="submit" class="button button-main" name="decision" value="allow">
          {text().allow}
        </button>
        <button type="submit" class="button" name="decision" value="refuse">
          {text().refuse}
        </button>
      </form>
      <p class="hint target">{text().back(toPlace(props.target))}</p>
    </div>
  );
}

type RefusedProps = { language: Language; reason: string | undefined };

/** Says why a program cannot be connected. The program learns nothing, since its address may be that of an attacker. */
export function RefusedAuthorization(props: RefusedProps) {
  const text = () => appTexts[props.language];
  const reason = () => text().reasons[props.reason as 'other'] ?? text().reasons.other;
  return (
    <div class="panel narrow">
      <h1>{text().refused}</h1>
      <p>{reason()}</p>
      <p class="other">
        <a href="/">{text().home}</a>
      </p>
    </div>
  );
}

/** The part of an address that tells a person where it leads: the host, or the scheme of an app. */
function toPlace(target: string): string {
  const url = URL.parse(target);
  return url?.host || url?.protocol.replace(/:$/, '') || target;
}
