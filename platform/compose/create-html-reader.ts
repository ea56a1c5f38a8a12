import { isBalanced } from './is-balanced.ts';
import type { Names } from './names.ts';

export type HtmlReader = ReturnType<typeof createHtmlReader>;

type Known = { bytes: Uint8Array; words: Uint32Array; html: string };

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
    if (!short) return check(bytes);
    const words = toWords(bytes);
    const key = toKey(words, bytes.byteLength);
    const last = known.get(key);
    if (last && isSame(last, bytes, words)) return last.html;
    const html = check(bytes);
    if (known.size >= mostKnown) known.clear();
    if (html !== undefined) known.set(key, { bytes, words, html });
    return html;
  }

  function check(bytes: Uint8Array): string | undefined {
    const html = decoder.decode(bytes);
    return isBalanced(html, own) ? html : undefined;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const mostKnown = 500;
/** Bytes of the longest fragment that is remembered. */
const longestKnown = 8 * 1024;

const wordBytes = 4;

/** A number that other bytes rarely have: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function toKey(words: Uint32Array, length: number): number {
  let key = length;
  for (let at = 0; at < words.length; at++) key = Math.imul(key ^ (words[at] as number), 0x01000193);
  return key;
}

function isSame(known: Known, bytes: Uint8Array, words: Uint32Array): boolean {
  if (known.bytes.byteLength !== bytes.byteLength) return false;
  for (let at = 0; at < words.length; at++) if (words[at] !== known.words[at]) return false;
  // Up to three bytes at the end are in no word.
  for (let at = words.length * wordBytes; at < bytes.byteLength; at++)
    if (bytes[at] !== known.bytes[at]) return false;
  return true;
}

/** The whole words of bytes. */
function toWords({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, Math.floor(byteLength / wordBytes));
}
