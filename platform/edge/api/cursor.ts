import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Position } from './public-route.ts';

/** A cursor from a client: a text that only this shop can read. */
export const Cursor = v.pipe(v.string(), v.regex(/^[\w-]{1,600}$/, 'must be the `next` of an answer'));

const Content = v.tuple([v.string(), v.record(v.string(), v.union([v.string(), v.number()]))]);

/**
 * Makes the cursor of a position in a list. It belongs to the list that was asked for: with another query it is refused.
 *
 * @param list what the list depends on, such as the name of the route and its query
 */
export function toCursor(position: Position, list: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify([toMark(list), position]));
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** Reads the position of a cursor. It is undefined if the text is no cursor, or one of another list. */
export function readCursor(cursor: string, list: unknown): Position | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.fromBase64(cursor, { alphabet: 'base64url' }),
    );
    const content = v.safeParse(Content, JSON.parse(text));
    return content.success && content.output[0] === toMark(list) ? content.output[1] : undefined;
  } catch {
    return undefined;
  }
}

/** A short mark of a list. The order of the names in its query does not matter. */
function toMark(list: unknown): string {
  const sorted = JSON.stringify(list, (_, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('base64url').slice(0, 8);
}
