/** A paragraph, a list, a table, pairs of a label and a value, or links to pages of the shop. */
export type Block =
  | string
  | { list: readonly string[] }
  | { caption: string; head: readonly string[]; rows: readonly (readonly string[])[] }
  | { pairs: readonly (readonly [label: string, value: string])[] }
  | { links: readonly (readonly [path: string, label: string])[] };

/** `id` is the anchor. It is the same in each language. */
export type Section = { id: string; title: string; blocks: readonly Block[] };

/** A legal page in one language. */
export type LegalDocument = {
  title: string;
  /** A sentence for search engines, and the page's first paragraph. */
  summary: string;
  /** The first day on which it applies, such as `2026-11-01`. A page with information only has none. */
  effective?: string;
  sections: readonly Section[];
};
