/** The fields of the form, in their order. */
export const fields = ['rating', 'title', 'body'] as const;
export type Field = (typeof fields)[number];

/** The form as it was filled in. */
export type Draft = Record<Field, string>;

export const emptyDraft: Draft = { rating: '', title: '', body: '' };

/** Those of `names` that are fields, each once and in the form's order. */
export function toFields(names: string[]): Field[] {
  return fields.filter((field) => names.includes(field));
}

/** What is still missing, as far as a browser can tell; the service has the last word. */
export function findMissing(draft: Draft, minBody: number): Field[] {
  const missing = {
    rating: draft.rating === '',
    title: draft.title.trim() === '',
    body: draft.body.trim().length < minBody,
  };
  return fields.filter((field) => missing[field]);
}
