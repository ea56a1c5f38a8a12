/**
 * Whether a piece of HTML closes each element that it opens, **as a browser parses it**. Then it can stand between other pieces and
 * cannot swallow them. The check is stricter than HTML, because a fragment that was cut off may look like valid HTML: optional end tags
 * (`</p>`, `</li>`) are required, and so is a value after each `=`. Tags that belong to the document or to the page itself are refused.
 *
 * @param own the names of the page's own elements
 */
export function isBalanced(html: string, own: ReadonlySet<string> = defaultElements): boolean {
  const open: Open[] = [];
  let at = html.indexOf('<');
  while (at !== -1) {
    let next = at + 1;
    if (html.startsWith('<!--', at)) {
      next = endOf(comment, html, at);
      if (next === 0) return false;
    } else if (/[a-zA-Z/!?]/.test(html[next] ?? ' ')) {
      const tag = readTag(html, at);
      if (!tag) return false;
      if (own.has(tag.name)) return false;
      next = tag.ends ? close(open, tag, at) : begin(open, tag, html);
      if (next === 0) return false;
    }
    at = html.indexOf('<', next);
  }
  return open.length === 0;
}

type Tag = { name: string; ends: boolean; selfClosing: boolean; next: number };

/** An element that is open. */
type Open = {
  name: string;
  /** `svg` or `math` for their elements, empty for those of HTML. */
  foreign: string;
  /** Whether it is inside an element in which some browsers drop the tags of elements that contain text only. */
  dropping: boolean;
  /** Whether it is a form or inside a form. A browser does not open a form inside a form. */
  inForm: boolean;
  /** The end of the `noscript` element, if the element is one or is inside of one. A browser that runs scripts reads the content of `noscript` as text. */
  textEnd: number | undefined;
};

const defaultElements = toSet('jb-fragment jb-page');
// One sticky pattern for each step, so that the time grows only linearly with the length of the text.
const comment = /<!--(?:-?>|[\s\S]*?--!?>)/y;
const tagName = /<(\/?)([a-zA-Z][^\t\n\f\r />]*)/y;
const attribute =
  /[\t\n\f\r /]*(?:>|[^\t\n\f\r />="'<]+(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"[^"]*"|'[^']*'|[^\t\n\f\r "'<>`][^\t\n\f\r "'<>`]*))?)/y;

const voidElements = toSet(
  'area base basefont bgsound br col embed hr img input link meta param source track wbr',
);
const textElements = toSet('iframe noembed noframes script style textarea title xmp');
/** Parts of tables, and the elements that may contain them. Elsewhere such a tag closes elements up to the nearest table. */
const tableParts = toSet('caption col colgroup tbody td tfoot th thead tr');
const tableParents = toSet('colgroup table tbody template tfoot thead tr');
const dropping = toSet('select template');
/** Elements of the document, and elements whose parsing depends on too much. */
const refused = toSet('annotation-xml body frame frameset head html malignmark mglyph plaintext');
/** Elements of HTML that end an SVG or MathML element around them, and elements that parsers read as HTML there. */
const breakouts = toSet(
  'b big blockquote br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 hr i img li listing menu meta nobr ol p pre ruby s ' +
    'small span strong strike sub sup table tt u ul var caption colgroup select tbody td template tfoot th thead tr',
);
/** Elements of SVG and MathML that contain HTML. */
const integrationPoints = new Set([
  ...['desc', 'foreignobject', 'title'].map((name) => `svg ${name}`),
  ...['mi', 'mn', 'mo', 'ms', 'mtext'].map((name) => `math ${name}`),
]);

/** Reads the tag at `at`; undefined if it does not end, or if browsers would have to guess. */
function readTag(html: string, at: number): Tag | undefined {
  tagName.lastIndex = at;
  const match = tagName.exec(html);
  if (!match) return undefined;
  // `toLowerCase` would turn the sign for kelvin into a `k`, and browsers do not.
  const name = (match[2] as string).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  let next = tagName.lastIndex;
  for (;;) {
    const end = endOf(attribute, html, next);
    if (end === 0) return undefined;
    if (html[end - 1] === '>')
      return {
        name,
        ends: match[1] === '/',
        selfClosing: html[end - 2] === '/' && end - 2 >= next,
        next: end,
      };
    next = end;
  }
}

/** Opens an element. Returns the index at which reading goes on, or 0 if the element may not be here. */
function begin(open: Open[], { name, selfClosing, next }: Tag, html: string): number {
  const parent = open.at(-1);
  const around = {
    foreign: '',
    dropping: parent?.dropping ?? false,
    textEnd: parent?.textEnd,
    inForm: parent?.inForm ?? false,
  };
  if (refused.has(name)) return 0;
  const outer =
    parent?.foreign && !integrationPoints.has(`${parent.foreign} ${parent.name}`) ? parent.foreign : '';
  if (outer || name === 'svg' || name === 'math') {
    if (outer && breakouts.has(name)) return 0;
    if (!selfClosing) open.push({ ...around, name, foreign: outer || name });
    return next;
  }
  if (tableParts.has(name) && !tableParents.has(parent?.name ?? '')) return 0;
  if (voidElements.has(name)) return next;
  if (name === 'noscript') {
    const textEnd = around.textEnd === undefined ? textEndOf(name, html, next) : -1;
    open.push({ ...around, name, textEnd });
    return textEnd < 0 ? 0 : next;
  }
  if (name === 'form') {
    if (around.inForm) return 0;
    around.inForm = true;
  }
  if (dropping.has(name)) around.dropping = true;
  open.push({ ...around, name });
  if (!textElements.has(name)) return next;
  const end = textEndOf(name, html, next);
  if (end < 0) return 0;
  const text = html.slice(next, end);
  if (around.dropping && /<[a-zA-Z/!?]/.test(text)) return 0;
  // A script with this text does not end at its first end tag: https://html.spec.whatwg.org/#script-data-double-escaped-state
  return name === 'script' && /<!--[\s\S]*<script/i.test(text) ? 0 : end;
}

/** Closes the last open element. Returns the index at which reading goes on, or 0 if the tag belongs to another element. */
function close(open: Open[], { name, next }: Tag, at: number): number {
  const last = open.pop();
  if (last?.name !== name) return 0;
  return name !== 'noscript' || last.foreign || last.textEnd === at ? next : 0;
}

/** The index of the end tag of an element that contains text only; -1 if there is none. */
function textEndOf(name: string, html: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? -1;
}

/** The index at which a sticky pattern ends that begins at `at`; 0 if it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : 0;
}

function toSet(names: string): Set<string> {
  return new Set(names.split(' '));
}
