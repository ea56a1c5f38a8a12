import type { Method } from './contract.ts';

/** Money that was asked for, as the provider has it. */
export type Charge = {
  amount: number;
  state: 'declined' | 'authorized' | 'captured' | 'voided' | 'refunded';
  /** Why it was declined. */
  reason?: string | undefined;
};

export type Authorization = {
  /** A charge's name at the provider: there is one for each key, however often it is asked for. */
  key: string;
  /** The order's number, for people who compare books. */
  reference: string;
  amount: number;
  method: Method;
  token: string;
};

/**
 * Who moves the money: another company. Each call answers the charge as it is after it, and may be repeated: what was done is not
 * done again, what cannot be done any more is left as it is. A call that throws or does not return says nothing of what came of it.
 */
export type Provider = {
  authorize(authorization: Authorization): Promise<Charge>;
  /** @returns undefined where no authorisation by this key has been seen */
  find(key: string): Promise<Charge | undefined>;
  /** Takes what is authorised. */
  capture(key: string): Promise<Charge>;
  /** Ends an authorisation; a key never seen is spent by it, so that one that comes later is not taken. */
  void(key: string): Promise<Charge>;
  /** Gives back what was taken. */
  refund(key: string): Promise<Charge>;
};
