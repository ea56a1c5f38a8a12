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
  SIGN_UPS_BY_ACCOUNT?: string;
  HASHES_BY_ADDRESS?: string;
  HASHES_BY_ACCOUNT?: string;
  RESETS_BY_ADDRESS?: string;
  MAILS_BY_ACCOUNT?: string;
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
/** What is attempted: to give a member's password, or to become a member. */
export type AttemptKind = 'logIn' | 'signUp';
export type Attempts = ReturnType<typeof createAttempts>;

/**
 * Counts attempts before they are made, so that many at once cannot pass together. Failures are counted apart from hashes: an
 * attempt that succeeds gives the first back and keeps the second, since its hash was computed all the same. An account is never
 * closed to all: its failures are counted with the address that they come from, and an account attacked from many addresses only
 * leaves fewer attempts to each. Signing up has limits of its own, the same whether the e-mail has a member or not.
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
  const signUpAt = limit('sign-up-at', settings.SIGN_UPS_BY_ACCOUNT ?? '10', '1 h');
  const hashes = limit('hashes', settings.HASHES_BY_ADDRESS ?? '200', '15 m');
  const hashesOf = limit('hashes-of', settings.HASHES_BY_ACCOUNT ?? '100', '1 h');
  const hashesAttacked = limit('hashes-attacked', settings.LOG_INS_BY_PAIR ?? '5', '15 m');
  const reset = limit('reset', settings.RESETS_BY_ADDRESS ?? '10', '1 h');
  const mail = limit('mail', settings.MAILS_BY_ACCOUNT ?? '5', '1 h');

  return {
    /** Before a password is hashed. */
    async take(kind: AttemptKind, accountId: string, from: string): Promise<Taken> {
      const { network, both, counted } = toCounted(kind, accountId, from);
      for (const [limiter, id] of counted) {
        const answer = await limiter.limit(id);
        const taken = toTaken(answer);
        if (!taken.ok) return limiter === signUp ? { ...taken, limits: toLimits('sign-ups', answer) } : taken;
      }
      if (kind === 'logIn') {
        const { success } = await account.limit(accountId);
        const failure: Taken = success ? { ok: true } : toTaken(await attacked.limit(both));
        if (!failure.ok) return failure;
      }
      const hash = toTaken(await hashes.limit(network));
      if (!hash.ok) return hash;
      const ofAccount = await hashesOf.limit(accountId);
      return ofAccount.success ? { ok: true } : toTaken(await hashesAttacked.limit(both));
    },

    /** After an attempt that could not be decided, since a store or the hashing was away: it counts for nothing. */
    async giveBack(kind: AttemptKind, accountId: string, from: string): Promise<void> {
      const { network, both, counted } = toCounted(kind, accountId, from);
      const all = [
        ...counted,
        ...(kind === 'logIn' ? ([[attacked, both] as const, [account, accountId] as const] as const) : []),
        ...([[hashes, network] as const, [hashesOf, accountId] as const] as const),
        [hashesAttacked, both] as const,
      ];
      await Promise.all(
        all.map(async ([limiter, id]) => {
          const { limit, remaining } = await limiter.getRemaining(id);
          if (remaining < limit) await limiter.limit(id, { rate: -1 });
        }),
      );
    },

    /**
     * After the password was right: this attempt counts as no failure.
     *
     * @param clears whether the failures of this account and address before count no more either
     */
    async forgive(accountId: string, from: string, clears: boolean): Promise<void> {
      const network = toNetwork(from);
      const both = `${accountId}@${network}`;
      await Promise.all([
        ...(clears ? [pair, attacked] : []).map(async (limiter) => {
          const { limit, remaining } = await limiter.getRemaining(both);
          if (remaining < limit) await limiter.limit(both, { rate: remaining - limit });
        }),
        ...(clears ? [] : [pair.limit(both, { rate: -1 })]),
        address.limit(network, { rate: -1 }),
        account.limit(accountId, { rate: -1 }),
      ]);
    },

    /** Before a link to reset a password is asked for. */
    async takeReset(from: string): Promise<Taken> {
      const answer = await reset.limit(toNetwork(from));
      const taken = toTaken(answer);
      return taken.ok ? taken : { ...taken, limits: toLimits('password-resets', answer) };
    },

    /** Before a mail is sent, so that a mailbox cannot be flooded. */
    async takeMail(accountId: string): Promise<Taken> {
      return toTaken(await mail.limit(accountId));
    },
  };

  function toCounted(kind: AttemptKind, accountId: string, from: string) {
    const network = toNetwork(from);
    const both = `${accountId}@${network}`;
    const counted =
      kind === 'logIn'
        ? ([[pair, both] as const, [address, network] as const] as const)
        : ([[signUp, network] as const, [signUpAt, accountId] as const] as const);
    return { network, both, counted };
  }
}

/** The headers of a limit by the hour that is used up. */
function toLimits(name: string, answer: { success: boolean; reset: number; limit: number }) {
  const taken = toTaken(answer);
  const reset = taken.ok ? 0 : taken.retryAfter;
  return toRateHeaders({ name, quota: answer.limit, window: 3_600, remaining: 0, reset });
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
