import { DurableObject } from 'cloudflare:workers';
import { createHashQueue, type Undone } from './create-hash-queue.ts';
import { type Cost, deriveHere } from './password.ts';

export type HasherSettings = {
  /** How many objects share the hashing; more hash more passwords at once. 4 where left out. */
  PASSWORD_HASHERS?: string;
  /** How many hashes may wait at one object; 16 where left out, as many as are done before a form's answer is due. */
  PASSWORD_QUEUE?: string;
};

export type Derived = { ok: true; value: Uint8Array } | Undone;

/**
 * Hashes passwords, one at a time. A hash blocks its thread for about 0.2 s; in an object of its own, Cloudflare runs it apart
 * from the requests that look sessions up.
 */
export class PasswordHasher extends DurableObject<HasherSettings> {
  readonly #run = createHashQueue({
    limit: Number(this.env.PASSWORD_QUEUE ?? 16),
    each: 250,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    now: Date.now,
  });

  /** @param expires epoch milliseconds after which nobody waits for the hash */
  derive(password: string, salt: Uint8Array, cost: Cost, length: number, expires: number): Promise<Derived> {
    return this.#run(() => deriveHere(password, salt, cost, length), expires);
  }
}
