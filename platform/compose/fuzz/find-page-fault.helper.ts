import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/**
 * Parses a page as a browser does, and finds out whether each fragment is in its place.
 *
 * @param pages the names of the slots of each page that may have been shown
 * @returns a sentence without a final dot; undefined if there is no fault
 */
export function findPageFault(html: string, pages: string[][]): string | undefined {
  for (const scriptingEnabled of [true, false]) {
    const fault = judge(parse(html, { scriptingEnabled }), pages);
    if (fault) return fault;
  }
  return undefined;
}

function judge(document: DefaultTreeAdapterMap['document'], pages: string[][]): string | undefined {
  const root = elementsOf(document)[0];
  const body = elementsOf(root).find(({ tagName }) => tagName === 'body');
  const [page, ...others] = elementsOf(body);
  if (page?.tagName !== 'jb-page' || others.length > 0) return 'something is beside the page';
  const [layout, ...rest] = elementsOf(page);
  // Late styles come before the first fragment of their slice.
  const fragments = rest.filter((element) => element.tagName !== 'style' || !attributeOf(element, 'nonce'));
  if (layout?.tagName !== 'template') return 'the layout is not the first element of the page';
  const stray = fragments.find(({ tagName }) => tagName !== 'jb-fragment');
  if (stray) return `<${stray.tagName}> is beside the fragments`;
  const slots = fragments.map((fragment) => attributeOf(fragment, 'slot')).sort();
  if (!pages.some((names) => names.toSorted().join() === slots.join()))
    return `the slots ${slots} are those of no page`;
  for (const fragment of fragments) {
    const name = attributeOf(fragment, 'data-fragment');
    const foreign = ownersIn(fragment).find((owner) => owner !== name);
    if (foreign) return `${name} has something of ${foreign}`;
  }
  return undefined;
}

function ownersIn(node: Node): string[] {
  const own = 'attrs' in node ? attributeOf(node, 'data-own') : '';
  const content = 'content' in node ? [node.content] : [];
  const below = [...content, ...('childNodes' in node ? node.childNodes : [])].flatMap(ownersIn);
  return own ? [own, ...below] : below;
}

function elementsOf(node: Node | undefined): Element[] {
  return node && 'childNodes' in node ? node.childNodes.filter((child) => 'tagName' in child) : [];
}

function attributeOf({ attrs }: Element, name: string): string {
  return attrs.find((attribute) => attribute.name === name)?.value ?? '';
}
