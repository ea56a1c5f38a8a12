import { DurableObject } from 'cloudflare:workers';
import { createHashQueue, type Undone } from './create-hash-queue.ts';
import { type Cost, deriveHere } from './password.ts';

export type HasherSettings = {
  /** How many objects share the hashing; 4 if it is left out. */
  PASSWORD_HASHERS?: string;
  /** How many hashes may wait at one object; 16 if it is left out, as many as can be computed within the deadline of a form. */
  PASSWORD_QUEUE?: string;
};

export type Derived = { ok: true; value: Uint8Array } | Undone;

/**
 * Hashes passwords, one at a time. A hash blocks its thread for about 0.2 s. In a Durable Object it does not block the requests that
 * read sessions.
 */
export class PasswordHasher extends DurableObject<HasherSettings> {
  readonly #run = createHashQueue({
    limit: Number(this.env.PASSWORD_QUEUE ?? 16),
    each: 250,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    now: Date.now,
  });

  /** @param expires the deadline of the caller, epoch milliseconds */
  derive(password: string, salt: Uint8Array, cost: Cost, length: number, expires: number): Promise<Derived> {
    return this.#run(() => deriveHere(password, salt, cost, length), expires);
  }
}
