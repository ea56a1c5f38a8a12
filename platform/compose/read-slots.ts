/** A slot of a layout. `end` is the index after its `name` attribute. */
export type LayoutSlot = { name: string; end: number };

/** Returns the slots of a layout, in its order. Comments are skipped, and so is text in quotes. A slot without a name has an empty one. */
export function readSlots(layout: string): LayoutSlot[] {
  return [...layout.matchAll(token)].flatMap(({ index, 1: tag = '', 2: attributes = '' }) => {
    if (tag.toLowerCase() !== 'slot') return [];
    const start = index + '<'.length + tag.length;
    for (const attribute of attributes.matchAll(attributePattern)) {
      const [text, name, double, single, bare] = attribute;
      if (name?.toLowerCase() === 'name')
        return [{ name: double ?? single ?? bare ?? '', end: start + attribute.index + text.length }];
    }
    return [{ name: '', end: start }];
  });
}

/** A comment; an element that contains text only, with its content; or a start tag with its attributes, where quotes may hold a `>`. */
const token =
  /<!--[\s\S]*?--!?>|<(?:style|script|textarea|title)\b[\s\S]*?<\/(?:style|script|textarea|title)[\s/>]|<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
const attributePattern = /([^\s/=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
