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
