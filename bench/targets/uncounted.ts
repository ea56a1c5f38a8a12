/** A shop that counts no calls: a count costs a call of its own, so it would be measured, too. */
export const uncounted = { limit: undefined };
