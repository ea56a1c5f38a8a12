/**
 * Whether the visitor may review the product. A `guest` has to log in. For `not-delivered` the member has not received the product.
 * `unknown` says that it cannot be looked up now. A member who `may-write` has no review yet, and a member who `may-change` has one.
 */
export type WhoMay = 'guest' | 'not-delivered' | 'unknown' | 'may-write' | 'may-change';
