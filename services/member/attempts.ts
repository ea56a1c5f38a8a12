import { toRateHeaders } from '@jogakbo/edge/create-rate-limit';
import { toNetwork } from '@jogakbo/edge/to-network';
import { Ratelimit } from '@upstash/ratelimit';
import type { Redis } from '@upstash/redis';

/** How many attempts are let through, as the variables of the worker say. */
export type LimitSettings = {
  LOG_INS_BY_PAIR?: string;
  LOG_INS_BY_ADDRESS?: string;
  LOG_INS_BY_ACCOUNT?: string;
  LOG_INS_UNDER_ATTACK?: string;
  SIGN_UPS_BY_ADDRESS?: string;
};

export type Taken =
  | { ok: true }
  | {
      ok: false;
      reason: 'too-many-attempts';
      retryAfter: number;
      /** `RateLimit` headers, of limits that hold for everyone alike. */
      limits?: Record<string, string>;
    };
export type Attempts = ReturnType<typeof createAttempts>;

/**
 * Counts attempts before they are made, so that many at once cannot pass together, and gives back those that succeed. An account
 * is never closed to all: who fails is counted with the address that it came from, and an account attacked from many addresses
 * only leaves fewer attempts to each.
 */
export function createAttempts(redis: Redis, settings: LimitSettings) {
  const limit = (name: string, tokens: string, window: '15 m' | '1 h') =>
    new Ratelimit({
      redis,
      limiter: Ratelimit.slidingWindow(Number(tokens), window),
      prefix: `member:attempts:${name}`,
      ephemeralCache: false,
      // Where Redis is out of reach nobody is let through; the client's own timeout says so.
      timeout: 0,
    });
  const pair = limit('pair', settings.LOG_INS_BY_PAIR ?? '5', '15 m');
  const attacked = limit('attacked', settings.LOG_INS_UNDER_ATTACK ?? '2', '15 m');
  const address = limit('address', settings.LOG_INS_BY_ADDRESS ?? '50', '15 m');
  const account = limit('account', settings.LOG_INS_BY_ACCOUNT ?? '100', '1 h');
  const signUp = limit('sign-up', settings.SIGN_UPS_BY_ADDRESS ?? '20', '1 h');

  return {
    /** Before a password is tried. */
    async take(accountId: string, from: string): Promise<Taken> {
      const network = toNetwork(from);
      const both = `${accountId}@${network}`;
      for (const [limiter, id] of [
        [pair, both],
        [address, network],
      ] as const) {
        const taken = toTaken(await limiter.limit(id));
        if (!taken.ok) return taken;
      }
      const { success } = await account.limit(accountId);
      return success ? { ok: true } : toTaken(await attacked.limit(both));
    },

    /** After the password was right: what this account and address failed before counts no more. */
    async forgive(accountId: string, from: string): Promise<void> {
      const network = toNetwork(from);
      const both = `${accountId}@${network}`;
      await Promise.all([
        ...[pair, attacked].map(async (limiter) => {
          const { limit, remaining } = await limiter.getRemaining(both);
          if (remaining < limit) await limiter.limit(both, { rate: remaining - limit });
        }),
        address.limit(network, { rate: -1 }),
        account.limit(accountId, { rate: -1 }),
      ]);
    },

    async takeSignUp(from: string): Promise<Taken> {
      const counted = await signUp.limit(toNetwork(from));
      const taken = toTaken(counted);
      if (taken.ok) return taken;
      const limits = toRateHeaders({
        ...{ name: 'sign-ups', quota: counted.limit, window: 3_600 },
        ...{ remaining: 0, reset: taken.retryAfter },
      });
      return { ...taken, limits };
    },
  };
}

function toTaken({ success, reset }: { success: boolean; reset: number }): Taken {
  if (success) return { ok: true };
  // The limiter counts by the real clock.
  return {
    ok: false,
    reason: 'too-many-attempts',
    retryAfter: Math.max(1, Math.ceil((reset - Date.now()) / 1_000)),
  };
}
