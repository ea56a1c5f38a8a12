import { readFragments } from '../tools/visitor/read-fragments.ts';

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
