/** The hidden field of every form that changes the cart. Its key is made with the page, so that a repeated press counts once. */
export const keyField = 'key';
/** The key of a press whose answer was lost. It is used instead of the page's key, so that the next press repeats the same change. */
export const againField = 'again';

/** The key of a posted form, or a new one if the form has none. */
export function toPageKey(form: { key: string; again?: string }): string {
  const known = [form.again, form.key].find((key) => key && /^[\w-]{8,64}$/.test(key));
  return known ?? crypto.randomUUID();
}

/**
 * The `idempotency-key` of one change. It contains the changed thing and the page's key, because a page that the browser goes back to
 * may change something else with the same key.
 */
export function toIdempotencyKey(key: string, ...parts: string[]): string {
  return [key, ...parts].join('.');
}
