import type { Attempts } from './attempts.ts';
import type { MemberStore } from './member-store.ts';
import type { Cost, Derive } from './password.ts';
import type { SessionStore } from './session-store.ts';

/** The stores and functions that log-ins and password changes use. `address` is the client's network address. */
export type Ports = {
  members: MemberStore;
  sessions: SessionStore;
  attempts: Attempts;
  derive: Derive;
  cost: Cost;
  address: string;
};
