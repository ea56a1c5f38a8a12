/** The hidden field of every form that changes the cart: a key made with the page, by which a repeated press counts once. */
export const keyField = 'key';
/** The key of a press whose answer was lost. It goes before the page's own, so that the next press asks for the same again. */
export const againField = 'again';

/** The key that a posted form was made with; a new one where it has none. */
export function toPageKey(form: { key: string; again?: string }): string {
  const known = [form.again, form.key].find((key) => key && /^[\w-]{8,64}$/.test(key));
  return known ?? crypto.randomUUID();
}

/**
 * The `idempotency-key` of one change. It names what is changed besides the page's key: a page that is gone back to may change
 * something else under the same key.
 */
export function toIdempotencyKey(key: string, ...parts: string[]): string {
  return [key, ...parts].join('.');
}
