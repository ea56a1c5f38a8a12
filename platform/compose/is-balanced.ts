const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const rawTextElements = new Set(['script', 'style', 'textarea', 'title']);
const tag = /<(\/?)([a-zA-Z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/y;

/**
 * Whether a piece of HTML closes all that it opens, so that it can stand between others without swallowing them. End tags
 * that HTML lets authors leave out (`</p>`, `</li>`) are asked for: what is not there may have been cut off.
 */
export function isBalanced(html: string): boolean {
  const open: string[] = [];
  let at = html.indexOf('<');
  while (at !== -1) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      if (end === -1) return false;
      at = html.indexOf('<', end + 3);
      continue;
    }
    tag.lastIndex = at;
    const match = tag.exec(html);
    if (!match) {
      if (/[a-zA-Z/!?]/.test(html[at + 1] ?? ' ')) return false;
      at = html.indexOf('<', at + 1);
      continue;
    }
    const name = (match[2] as string).toLowerCase();
    let next = tag.lastIndex;
    if (match[1]) {
      if (open.pop() !== name) return false;
    } else if (!voidElements.has(name) && !match[0].endsWith('/>')) {
      open.push(name);
      if (rawTextElements.has(name)) {
        next = html.toLowerCase().indexOf(`</${name}`, next);
        if (next === -1) return false;
      }
    }
    at = html.indexOf('<', next);
  }
  return open.length === 0;
}
