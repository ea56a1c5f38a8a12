import { isBalanced } from './is-balanced.ts';
import type { Names } from './names.ts';

export type HtmlReader = ReturnType<typeof createHtmlReader>;

type Known = { bytes: Uint8Array; html: string };

/**
 * Reads the bytes of fragments as balanced HTML, and remembers short ones. The same bytes come often, such as a personal fragment that has
 * not changed, and to compare them costs a tenth of reading and checking them.
 *
 * @param names the names of the page's own elements, which no fragment may contain
 */
export function createHtmlReader({ pageElement, fragmentElement }: Names) {
  const own = new Set([pageElement, fragmentElement]);
  const known = new Map<number, Known>();
  return { read, isBalanced: (html: string) => isBalanced(html, own), clear: () => known.clear() };

  /**
   * @returns undefined if the HTML is not balanced
   * @throws Error if the bytes are no UTF-8
   */
  function read(bytes: Uint8Array): string | undefined {
    // Words are compared four times as fast as bytes. A part of a larger buffer may begin between two words.
    const short = bytes.byteLength <= longestKnown && bytes.byteOffset % wordBytes === 0;
    const key = short ? toKey(bytes) : 0;
    const last = short ? known.get(key) : undefined;
    if (last && isSame(last.bytes, bytes)) return last.html;
    const html = decoder.decode(bytes);
    if (!isBalanced(html, own)) return undefined;
    if (known.size >= mostKnown) known.clear();
    if (short) known.set(key, { bytes, html });
    return html;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const mostKnown = 500;
/** Bytes of the longest fragment that is remembered. */
const longestKnown = 8 * 1024;

const wordBytes = 4;

/** A number that other bytes rarely have: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function toKey(bytes: Uint8Array): number {
  const words = toWords(bytes);
  let key = bytes.byteLength;
  for (let at = 0; at < words.length; at++) key = Math.imul(key ^ (words[at] as number), 0x01000193);
  return key;
}

function isSame(some: Uint8Array, others: Uint8Array): boolean {
  const length = some.byteLength;
  if (length !== others.byteLength) return false;
  const [words, otherWords] = [toWords(some), toWords(others)];
  for (let at = 0; at < words.length; at++) if (words[at] !== otherWords[at]) return false;
  for (let at = words.length * wordBytes; at < length; at++) if (some[at] !== others[at]) return false;
  return true;
}

/** The whole words of bytes; up to three bytes at the end are in none. */
function toWords({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, Math.floor(byteLength / wordBytes));
}
