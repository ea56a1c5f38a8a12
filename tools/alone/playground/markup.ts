import { bundleStyles } from '../../build/bundle-styles.ts';
import { root } from '../../workers.ts';
import type { Parameter, PlayFragment } from './read-fragments.ts';
import { toShowPath } from './show-fragments.ts';
import { askers, controls, states, widths } from './states.ts';

const toText = Bun.escapeHTML;

/** The page with every fragment, its controls, and a frame that shows it. It works without scripts. */
export function toIndex(fragments: PlayFragment[]): string {
  const links = fragments.map((fragment) => `<a href="#${idOf(fragment)}">${nameOf(fragment)}</a>`).join('');
  return toDocument(
    'Playground',
    `<header><h1>Playground</h1><p>Each fragment alone, from this machine. An edit loads the frames again.</p><nav aria-label="Fragments">${links}</nav></header>
<main>${fragments.map(toSection).join('')}</main>`,
  );
}

/** The page with all states of one fragment, in both languages and widths. */
export function toAll(fragment: PlayFragment): string {
  const shots = listShots(fragment).map(
    ({ title, path, width }) =>
      `<figure class="${width === widths[0] ? 'narrow' : 'wide'}"><figcaption>${toText(title)}</figcaption>` +
      `<div class="stage" tabindex="0" role="group" aria-label="${toText(title)}"><iframe src="${toText(path)}" title="${toText(title)}" loading="lazy"></iframe></div></figure>`,
  );
  const name = nameOf(fragment);
  return toDocument(
    name,
    `<header><h1>${name}</h1><nav aria-label="Playground"><a href="/">All fragments</a></nav></header><main>${shots.join('')}</main>`,
  );
}

/** A fragment in one state, language and width. */
export type Shot = { title: string; path: string; width: number };

/** Lists all states of a fragment in both languages and widths, and its answer with the outline of its slice. */
export function listShots(fragment: PlayFragment): Shot[] {
  const values = Object.fromEntries(
    fragment.parameters.flatMap(({ name, example }) => (example ? [[name, example]] : [])),
  );
  return widths.flatMap((width) => {
    const toShot = (title: string, more: Record<string, string>): Shot => ({
      ...{ title: `${title}, ${width}`, width },
      path: toShowPath(fragment, { ...values, ...more }),
    });
    return [
      ...['ko', 'en'].flatMap((language) =>
        states.map((state) =>
          toShot(`${state}, ${language}`, { [controls.state]: state, [controls.language]: language }),
        ),
      ),
      toShot('boundaries', { [controls.boundaries]: '1' }),
    ];
  });
}

function toSection(fragment: PlayFragment): string {
  const { slice, name, parameters } = fragment;
  const id = idOf(fragment);
  const [first] = listShots(fragment);
  return `<section aria-labelledby="${id}"><h2 id="${id}">${nameOf(fragment)}</h2>
<form action="/show/${slice}/${name}" target="frame-${id}">${parameters.map(toControl).join('')}
${toSelect('State', controls.state, states)}${toSelect('Who asks', controls.asker, askers)}${toSelect('Language', controls.language, ['ko', 'en'])}
<label>Width <select><option value="">this screen</option>${widths
    .map((width) => `<option>${width}</option>`)
    .join('')
    .replaceAll(/<option>(\d+)/g, '<option value="$1">$1')}</select></label>
<label class="tick"><input type="checkbox" name="${controls.boundaries}" value="1"> Boundaries</label>
<button>Show</button></form>
<div class="stage" tabindex="0" role="group" aria-label="${nameOf(fragment)} alone"><iframe name="frame-${id}" src="${toText(first?.path ?? '')}" title="${nameOf(fragment)} alone"></iframe></div>
<a class="all" href="/all/${slice}/${name}">All states of ${nameOf(fragment)}</a></section>`;
}

function toControl({ name, required, choices, pattern, example }: Parameter): string {
  const label = `${toText(name)}${required ? ' (required)' : ''}`;
  if (choices.length > 0) return toSelect(label, name, ['', ...choices], example);
  // Browsers read a pattern with the flag v, as JSON Schema does with u. One that they refuse has no effect.
  const attributes = `${pattern ? ` pattern="${toText(pattern)}"` : ''}${required ? ' required' : ''}`;
  return `<label>${label} <input name="${toText(name)}" value="${toText(example)}"${attributes}></label>`;
}

function toSelect(label: string, name: string, choices: readonly string[], chosen = ''): string {
  const options = choices.map(
    (choice) =>
      `<option value="${toText(choice)}"${choice === chosen ? ' selected' : ''}>${toText(choice) || '–'}</option>`,
  );
  return `<label>${label} <select name="${toText(name)}">${options.join('')}</select></label>`;
}

function toDocument(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${styles.content}</style><script type="module" src="/_dev/reload.js"></script></head><body>${body}</body></html>`;
}

const styles = {
  content: ['platform/ui/tokens.css', 'tools/alone/playground/playground.css']
    .map((file) => bundleStyles(`${root}/${file}`).content)
    .join(''),
};

function nameOf({ slice, name }: PlayFragment): string {
  return toText(`${slice}/${name}`);
}

function idOf({ slice, name }: PlayFragment): string {
  return `${slice}-${name}`;
}
