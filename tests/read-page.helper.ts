/** Returns the fragments in the light DOM of a page, in the order in which they were sent. */
export function readFragments(html: string) {
  const parts = html.split('<jb-fragment ').slice(1);
  return parts.map((part) => {
    const end = part.indexOf('>');
    const attributes = Object.fromEntries(
      [...part.slice(0, end).matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [
        name,
        value ?? '',
      ]),
    ) as Record<string, string>;
    return {
      slot: attributes.slot as string,
      attributes,
      html: part.slice(end + 1, part.lastIndexOf('</jb-fragment>')),
    };
  });
}

/** Returns the fragment in one slot. */
export function readSlot(html: string, slot: string) {
  const found = readFragments(html).filter((fragment) => fragment.slot === slot);
  if (found.length !== 1) throw new Error(`${found.length} fragments in slot ${slot}`);
  return found[0] as ReturnType<typeof readFragments>[number];
}

/** Returns the text of a piece of HTML, without tags. */
export function toText(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
