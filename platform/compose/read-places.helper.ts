import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/**
 * Parses a page as a browser does, with scripts and without. `html` is in the first of its two fragments.
 *
 * @returns the ids of the two fragments as they are found in the page. `['', 'next']` if both are in their places
 */
export function readPlaces(html: string): string[] {
  const page = `<!doctype html><html><head></head><body><jb-page>-<jb-fragment>${html}</jb-fragment><jb-fragment id="next"></jb-fragment></jb-page></body></html>`;
  const [withScripts, without] = [true, false].map((scriptingEnabled) =>
    placesOf(parse(page, { scriptingEnabled })),
  );
  return JSON.stringify(withScripts) === JSON.stringify(without)
    ? (withScripts as string[])
    : ['depends on scripts'];
}

/** The children of `<jb-page>`, which must be the only child of `<body>`. */
export function placesOf(document: DefaultTreeAdapterMap['document']): string[] {
  const body = childrenOf(childrenOf(document).find(({ nodeName }) => nodeName === 'html')).find(
    ({ nodeName }) => nodeName === 'body',
  );
  const [page, ...others] = childrenOf(body);
  if (page?.nodeName !== 'jb-page' || others.length > 0) return ['beside the page'];
  return childrenOf(page)
    .slice(1)
    .map((child) => (child.nodeName === 'jb-fragment' ? idOf(child) : child.nodeName));
}

function childrenOf(node: Node | undefined): Node[] {
  return node && 'childNodes' in node ? node.childNodes : [];
}

function idOf(node: Node): string {
  const id = 'attrs' in node ? (node.attrs.find(({ name }) => name === 'id')?.value ?? '') : '';
  return id === 'next' && childrenOf(node).length > 0 ? 'next, with something in it' : id;
}
