/**
 * Whether the visitor may review the product. A `guest` has to log in; to a `not-delivered` member the product was not delivered;
 * `unknown` says that this cannot be looked up now. A member who `may-write` has no review yet; one who `may-change` has one.
 */
export type WhoMay = 'guest' | 'not-delivered' | 'unknown' | 'may-write' | 'may-change';
