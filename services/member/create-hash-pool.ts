import { logFault } from '@jogakbo/edge/log';
import type { Cost, Derive } from './password.ts';
import type { Derived } from './password-hasher.ts';

/**
 * Thrown while too many passwords wait to be hashed. Recognize it by its name, since it may come from a copy of this module.
 * `retryAfter` is in seconds.
 */
export class Busy extends Error {
  override name = 'Busy';
  readonly retryAfter: number;
  constructor(retryAfter: number) {
    super('Too many passwords wait to be hashed.');
    this.retryAfter = retryAfter;
  }
}

type Hasher = {
  derive(
    password: string,
    salt: Uint8Array,
    cost: Cost,
    length: number,
    expires: number,
  ): Promise<Derived> | PromiseLike<Derived>;
};

type PoolOptions = {
  size: number;
  hasherOf: (name: string) => Hasher;
  /** When the deadline of the request ends, epoch milliseconds. */
  expires: number;
  /** Chooses the first object: a number from 0 up to but not including 1. */
  random?: () => number;
};

/**
 * Spreads hashing over a few Durable Objects. If one is full or cannot be reached, it asks the next.
 *
 * @returns a function that throws {@link Busy} if all queues are full, or the deadline has ended
 */
export function createHashPool({ size, hasherOf, expires, random = Math.random }: PoolOptions): Derive {
  return async function derive(password, salt, cost, length) {
    const first = Math.floor(random() * size);
    let retryAfter = 1;
    for (let step = 0; step < size; step++) {
      const name = `hasher-${(first + step) % size}`;
      const derived = await ask(name).catch(toUnreachable);
      if (derived.ok) return derived.value;
      retryAfter = derived.retryAfter;
      if (derived.reason === 'late') break;
    }
    throw new Busy(retryAfter);

    async function ask(name: string): Promise<Derived> {
      return hasherOf(name).derive(password, salt, cost, length, expires);
    }
  };
}

function toUnreachable(error: unknown): Derived {
  logFault('member-service', undefined, error);
  return { ok: false, reason: 'full', retryAfter: 1 };
}
