import { type Component, createComponent, type JSX } from 'solid-js';
import { NoHydration, renderToString } from 'solid-js/web';

/** The HTML of a fragment that needs no script. */
export function renderStatic(view: () => JSX.Element): string {
  const html = renderToString(() =>
    createComponent(NoHydration, {
      get children() {
        return view();
      },
    }),
  );
  // Solid marks where its dynamic parts begin and end, which only hydration needs; text from outside is escaped and has none.
  return html.replaceAll('<!--$-->', '').replaceAll('<!--/-->', '');
}

/**
 * The HTML of a fragment that `createIsland` hydrates on first interaction, with its props beside it. Props must be plain
 * data: they travel as JSON.
 *
 * @param name the fragment's name, which prefixes its hydration keys
 */
export function renderIsland<Props extends object>(
  name: string,
  View: Component<Props>,
  props: Props,
): string {
  const html = renderToString(() => createComponent(View, props), { renderId: `${name}:` });
  return `${html}<script type="application/json">${JSON.stringify(props).replaceAll('<', '\\u003c')}</script>`;
}
