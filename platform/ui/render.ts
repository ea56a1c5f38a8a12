import { type Component, createComponent, type JSX } from 'solid-js';
import { NoHydration, renderToString } from 'solid-js/web';

/** Renders the HTML of a fragment that needs no script. */
export function renderStatic(view: () => JSX.Element): string {
  const html = renderToString(() =>
    createComponent(NoHydration, {
      get children() {
        return view();
      },
    }),
  );
  // Solid marks its dynamic parts with comments, which only hydration needs. Other text is escaped and contains no such comment.
  return html.replaceAll('<!--$-->', '').replaceAll('<!--/-->', '');
}

/**
 * Renders the HTML of a fragment that `createIsland` hydrates on the first interaction, and its props as JSON. So props must be plain
 * data.
 *
 * @param name the fragment's name, which is the prefix of its hydration keys
 */
export function renderIsland<Props extends object>(
  name: string,
  View: Component<Props>,
  props: Props,
): string {
  const html = renderToString(() => createComponent(View, props), { renderId: `${name}:` });
  return `${html}<script type="application/json">${JSON.stringify(props).replaceAll('<', '\\u003c')}</script>`;
}
