import { readForm } from '../visitor/read-form.ts';
import { readFragments } from '../visitor/read-fragments.ts';

export type Page = ReturnType<typeof readPage>;

/** Reads from the HTML of a page what a browser does with it: files, fragments to fetch again, and forms. */
export function readPage(html: string) {
  const fragments = readFragments(html);
  const shown = fragments.filter(({ attributes }) => !('data-fallback' in attributes));
  return {
    html,
    isWhole: html.endsWith('</html>'),
    /** Slots that show a fallback, as their slice did not answer in time. */
    fallbacks: fragments.length - shown.length,
    /** The builds of a slice whose fragments the page shows. More than one is a fault. */
    buildsOf: (slice: string) => [
      ...new Set(
        shown
          .filter(({ attributes }) => attributes['data-boundary'] === slice)
          .flatMap(({ attributes }) => attributes['data-version'] ?? []),
      ),
    ],
    htmlOf: (slot: string) => shown.find((fragment) => fragment.slot === slot)?.html,
    files: [...new Set(html.match(/\/assets\/[\w./-]+/g) ?? [])],
    /** What the page fetches again after a change. */
    sources: shown.flatMap(({ attributes }) => {
      const { 'data-src': source, 'data-version': build = '', 'data-boundary': slice = '' } = attributes;
      return source ? [{ path: toText(source), build, slice }] : [];
    }),
    form: (path: string) => readForm(html, path),
  };
}

/** Turns the text of an attribute into plain text. */
function toText(escaped: string): string {
  return escaped.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
