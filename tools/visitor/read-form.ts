import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** A form as a browser sends it, without the button that was pressed. */
export type Form = { action: string; fields: Record<string, string> };

/**
 * Reads the first form of a page whose action has this path, and the inputs that belong to it.
 *
 * @param path the path without a query; the action may have one
 * @returns undefined if the page has no such form
 */
export function readForm(html: string, path: string): Form | undefined {
  const elements = [...elementsOf(parse(html))];
  const form = elements.find((each) => isForm(each, path));
  if (!form) return undefined;
  const { action = '', id } = attributesOf(form);
  const inputs = elements.filter((each) => id && attributesOf(each).form === id);
  const fields: Form['fields'] = {};
  for (const input of [...elementsOf(form), ...inputs].filter(({ tagName }) => tagName === 'input')) {
    const { name, value, type = 'text', ...rest } = attributesOf(input);
    const isChoice = type === 'checkbox' || type === 'radio';
    if (!name || 'disabled' in rest || (isChoice && !('checked' in rest))) continue;
    fields[name] = value ?? (isChoice ? 'on' : '');
  }
  return { action, fields };
}

function isForm(element: Tree.Element, path: string): boolean {
  return element.tagName === 'form' && attributesOf(element).action?.split('?')[0] === path;
}

function* elementsOf(parent: Tree.ParentNode): Generator<Tree.Element> {
  for (const node of parent.childNodes) {
    if (!('tagName' in node)) continue;
    yield node;
    yield* elementsOf('content' in node ? node.content : node);
  }
}

function attributesOf({ attrs }: Tree.Element): Record<string, string> {
  return Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
}
