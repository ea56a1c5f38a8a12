export type Page = ReturnType<typeof readPage>;
/** A form as a browser would send it. */
export type Form = { action: string; fields: Record<string, string> };

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
    /** The form with this action, before its parameters. */
    form: (action: string) => readForm(html, action),
  };
}

/** Reads the fragments of a page, in the order in which they were sent. */
function readFragments(html: string) {
  return [...html.matchAll(/<jb-fragment ([^>]*)>([\s\S]*?)<\/jb-fragment>/g)].map(
    ([, opening = '', content = '']) => {
      const pairs = [...opening.matchAll(/([\w-]+)(?:="([^"]*)")?/g)];
      const attributes: Record<string, string> = {};
      for (const [, name = '', value = ''] of pairs) attributes[name] = value;
      return { slot: attributes.slot, attributes, html: content };
    },
  );
}

function readForm(html: string, wanted: string): Form | undefined {
  for (const [, attributes = '', content = ''] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const action = toText(readAttribute(attributes, 'action') ?? '');
    if (action.split('?')[0] !== wanted) continue;
    const id = readAttribute(attributes, 'id');
    const inputs = [...content.matchAll(/<input\b([^>]*)>/g)];
    if (id) inputs.push(...html.matchAll(new RegExp(`<input\\b([^>]*\\sform="?${id}"?[^>]*)>`, 'g')));
    const fields: Record<string, string> = {};
    for (const [, input = ''] of inputs) {
      const name = readAttribute(input, 'name');
      if (name) fields[name] = toText(readAttribute(input, 'value') ?? '');
    }
    return { action, fields };
  }
  return undefined;
}

function readAttribute(attributes: string, name: string): string | undefined {
  const [, quoted, bare] = new RegExp(`\\s${name}=(?:"([^"]*)"|([^\\s">]+))`).exec(attributes) ?? [];
  return quoted ?? bare;
}

function toText(escaped: string): string {
  return escaped.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
