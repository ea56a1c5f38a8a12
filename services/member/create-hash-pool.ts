import { logFault } from '@jogakbo/edge/log';
import type { Cost, Derive } from './password.ts';
import type { Derived } from './password-hasher.ts';

/** Passwords cannot be hashed now. Known by its name, as it may come from a copy of this module. */
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
  /** Epoch milliseconds after which the request that asks has no caller any more. */
  expires: number;
  /** Which object is asked first, from 0 up to but not including 1. */
  random?: () => number;
};

/**
 * Spreads hashing over a few objects. Where one is full, or was moved or restarted meanwhile, the next is asked.
 *
 * @returns a function that throws {@link Busy} where every queue is full, or the request's time is over
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
