/** The fields of the form, in their order. */
export const fields = ['rating', 'title', 'body'] as const;
export type Field = (typeof fields)[number];

/** The filled-in form. */
export type Draft = Record<Field, string>;

export const emptyDraft: Draft = { rating: '', title: '', body: '' };

/** Keeps the names of fields, each once and in the form's order. */
export function toFields(names: string[]): Field[] {
  return fields.filter((field) => names.includes(field));
}

/** The fields that are still missing, as far as the browser can check; the service decides. */
export function findMissing(draft: Draft, minBody: number): Field[] {
  const missing = {
    rating: draft.rating === '',
    title: draft.title.trim() === '',
    body: draft.body.trim().length < minBody,
  };
  return fields.filter((field) => missing[field]);
}
