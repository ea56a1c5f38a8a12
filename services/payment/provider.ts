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
  authorize(authorization: Authorization): Promise<Charge>;
  /** Finds a charge. @returns undefined if no authorization with this key has arrived */
  find(key: string): Promise<Charge | undefined>;
  /** Takes the authorized money. */
  capture(key: string): Promise<Charge>;
  /** Ends an authorization. An unknown key is voided, too, so that a later authorization with it has no effect. */
  void(key: string): Promise<Charge>;
  /** Gives captured money back. */
  refund(key: string): Promise<Charge>;
};
