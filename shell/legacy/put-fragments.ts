import type { Lent } from './lend-fragments.ts';
import { toNote } from './outline-page.ts';

/**
 * Puts fragments of the shop into a page of the legacy, each in place of the content of its element.
 *
 * @param onMissing receives a sentence for each fragment that is not in the page
 * @param about describes a fragment for developers
 */
export function putFragments(
  rewriter: HTMLRewriter,
  lent: Lent[],
  onMissing: (detail: string) => void,
  about?: (lent: Lent) => string,
): HTMLRewriter {
  const styled = new Set<string>();
  for (const each of lent) {
    const { html, selector, slice, style, own } = each;
    if (html === undefined) {
      onMissing(`${own.fragment} did not answer`);
      if (about) outlineLegacy(rewriter, selector, `${own.fragment} did not answer · ${about(each)}`);
      continue;
    }
    let found = false;
    let ended = false;
    rewriter.on(selector, {
      element(element) {
        if (found || !hasContent(element)) return;
        found = true;
        const { tagName } = element;
        // Without an end of its own, the element ends together with its parent.
        element.onEndTag(({ name }) => {
          ended = name.toLowerCase() === tagName.toLowerCase();
        });
        // A browser ends a paragraph where a block begins, so the fragment would be outside of it.
        if (element.tagName === 'p') element.tagName = 'div';
        element.setAttribute('data-boundary', slice);
        if (about) element.setAttribute('data-about', about(each));
        element.setInnerContent(html, { html: true });
        if (style.content && !styled.has(slice))
          element.before(`<style>${style.content}</style>`, { html: true });
        styled.add(slice);
      },
    });
    rewriter.onDocument({
      end(end) {
        if (ended) return;
        const detail = found
          ? `the part ${selector} for ${own.fragment} does not end, so what followed it is missing`
          : `the page has no part ${selector} for ${own.fragment}`;
        onMissing(detail);
        if (about) end.append(toNote(detail), { html: true });
      },
    });
  }
  return rewriter;
}

/** Whether an element can have a fragment in it, as `img` cannot. */
function hasContent({ tagName }: { tagName: string }): boolean {
  return !empty.has(tagName.toLowerCase());
}

/** https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

function outlineLegacy(rewriter: HTMLRewriter, selector: string, about: string): void {
  let found = false;
  rewriter.on(selector, {
    element(element) {
      if (found) return;
      found = true;
      element.setAttribute('data-boundary', 'legacy');
      element.setAttribute('data-about', about);
    },
  });
}

/**
 * Allows inline styles in a content security policy by their hashes. A policy that allows all inline styles stays as it is, since a hash would
 * forbid the others: https://www.w3.org/TR/CSP3/#allow-all-inline
 */
export function allowStyles(policy: string, hashes: string[]): string {
  const directives = policy.split(';').map((directive) => directive.trim());
  const isFor = (name: string) => (directive: string) => directive.toLowerCase().startsWith(`${name} `);
  const at = ['style-src-elem', 'style-src', 'default-src']
    .map((name) => directives.findIndex(isFor(name)))
    .find((index) => index >= 0);
  const found = directives[at ?? -1];
  if (at === undefined || found === undefined || hashes.length === 0) return policy;
  const isOpen = /'unsafe-inline'/i.test(found) && !/'(?:nonce|sha\d+)-/i.test(found);
  if (isOpen) return policy;
  const sources = `${found.replace(/\s'none'/i, '')} ${hashes.map((hash) => `'${hash}'`).join(' ')}`;
  if (!isFor('default-src')(found)) directives[at] = sources;
  else directives.push(sources.replace(/^default-src/i, 'style-src'));
  return directives.filter(Boolean).join('; ');
}
