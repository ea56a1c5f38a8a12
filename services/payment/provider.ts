import type { Method } from './contract.ts';

/** A charge at the provider. `amount` is in won. */
export type Charge = {
  amount: number;
  state: 'declined' | 'authorized' | 'captured' | 'voided' | 'refunded';
  /** Why it was declined. */
  reason?: string | undefined;
};

export type Authorization = {
  /** The name of a charge at the provider. Repeated requests with the same key make one charge. */
  key: string;
  /** The order's number, for people who compare books. */
  reference: string;
  amount: number;
  method: Method;
  token: string;
};

/**
 * The company that moves the money. Each call gives the charge after it. A call may be repeated: a change takes effect once, and an
 * impossible change has no effect. If a call throws or does not return, its outcome is unknown.
 */
export type Provider = {
  /**
   * Milliseconds for which an authorization without an answer may still take effect, although `find` does not know it. During this time
   * it is not voided. Left out if `void` prevents a later effect at once.
   */
  lateForMs?: number;
  /** Authorizes a charge. A provider with one step for both also takes the money; the charge is then `captured`. */
  authorize(authorization: Authorization): Promise<Charge>;
  /** Finds a charge. @returns undefined if no authorization with this key has taken effect */
  find(key: string): Promise<Charge | undefined>;
  /** Takes the authorized money. */
  capture(key: string): Promise<Charge>;
  /** Ends a charge, also one that was captured. An unknown key is voided, too. */
  void(key: string): Promise<Charge>;
  /** Gives captured money back. */
  refund(key: string): Promise<Charge>;
};
