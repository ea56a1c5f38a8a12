/** One product of a feed as it was written: its fields by their names in small letters, without the prefix `g:`. */
export type FeedRow = {
  /** The line of the file in which it begins. */
  line: number;
  fields: Record<string, string>;
};

/** A file that is no feed, with a sentence for the terminal. */
export class FeedError extends Error {
  override name = 'FeedError';
}

/** Returns the name of a field as Google's specification writes it, such as `item_group_id`. */
export function toFieldName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^g:/, '')
    .replace(/[\s-]+/g, '_');
}
