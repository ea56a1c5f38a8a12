import { rewriteLinks } from '../../shell/legacy/rewrite-links.ts';

/** The element of a fragment in a page of the upstream. */
export type Place = { slot: string; fragment: string; src: string | undefined };

/** What is put in its place. */
export type Local = {
  fragment: string;
  html: string;
  version: string;
  /** The path of the slice's remote, if the fragment is an island. */
  remote: string | undefined;
  /** What a developer has to know about it, for the outlines. */
  about: string;
  failed: boolean;
};

/** The styles of a slice that runs here. */
export type LocalStyle = { slice: string; content: string };

/** Lists the elements of the fragments of some slices, and the language of the page. */
export function listPlaces(
  html: string,
  slices: readonly string[],
): { language: string; places: Place[]; isPage: boolean } {
  const places: Place[] = [];
  let language = 'ko';
  let isPage = false;
  new HTMLRewriter()
    .on('html', {
      element: (element) => {
        language = element.getAttribute('lang') ?? language;
      },
    })
    .on('jb-page', {
      element: () => {
        isPage = true;
      },
    })
    .on('jb-fragment[data-fragment]', {
      element(element) {
        const fragment = element.getAttribute('data-fragment') ?? '';
        if (!slices.includes(fragment.split('/')[0] as string)) return;
        const src = element.getAttribute('data-src') ?? undefined;
        places.push({ slot: element.getAttribute('slot') ?? '', fragment, src });
      },
    })
    .transform(html);
  return { language, places, isPage };
}

type Addresses = {
  /** The origin of the upstream. */ from: string /** The origin of this machine. */;
  to: string;
};

/**
 * Puts fragments of this machine into a page of the upstream, and their styles in place of the styles of their slices. Links to the upstream
 * become links to this machine.
 *
 * @param locals in the order of {@link listPlaces}
 */
export function putLocalFragments(
  html: string,
  locals: Local[],
  styles: LocalStyle[],
  { from, to }: Addresses,
): string {
  const left = [...locals];
  const rewriter = rewriteLinks(new HTMLRewriter(), from, to).on('jb-fragment[data-fragment]', {
    element(element) {
      if (left[0]?.fragment !== element.getAttribute('data-fragment')) return;
      const local = left.shift() as Local;
      for (const name of ['data-fallback', 'data-late', 'data-island', 'hidden'])
        element.removeAttribute(name);
      element.setAttribute('data-version', local.version);
      element.setAttribute('data-about', local.about);
      if (local.failed) element.setAttribute('data-fallback', '');
      if (local.html === '') element.setAttribute('hidden', '');
      if (local.remote) element.setAttribute('data-island', local.remote);
      element.setInnerContent(local.html, { html: true });
    },
  });
  const added = styles.map(({ content }) => `<style>${content}</style>`).join('');
  return rewriter
    .transform(
      withoutStyles(
        html,
        styles.map(({ slice }) => slice),
      ),
    )
    .replace('</head>', () => `${added}<script type="module" src="/_dev/reload.js"></script></head>`);
}

/** Removes the style elements that confine themselves to one of these slices. The build confines every rule of a slice to it. */
function withoutStyles(html: string, slices: string[]): string {
  return html.replace(/<style(?: nonce="[^"]*")?>([\s\S]*?)<\/style>/g, (element, content: string) => {
    const confined = new Set(
      [...content.matchAll(/\[data-boundary="?(\w+)/g)].map(([, slice]) => slice as string),
    );
    const [only] = confined;
    return confined.size === 1 && slices.includes(only as string) ? '' : element;
  });
}
