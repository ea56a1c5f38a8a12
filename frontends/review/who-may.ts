/**
 * Whether who asks may review the product: `guest` has to log in, `not-delivered` has not received it, `unknown` cannot be found out
 * now; `may-write` has not written yet, `may-change` has.
 */
export type WhoMay = 'guest' | 'not-delivered' | 'unknown' | 'may-write' | 'may-change';
