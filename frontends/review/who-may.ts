/**
 * Whether the visitor may review the product. `not-asked` is for a page that does not know who visits, as nobody has opened the form. A
 * `guest` has to log in. For `not-delivered` the member has not received the product. `unknown` says that it cannot be looked up now. A
 * member who `may-write` has no review yet, and a member who `may-change` has one.
 */
export type WhoMay = 'not-asked' | 'guest' | 'not-delivered' | 'unknown' | 'may-write' | 'may-change';
