import { toRateHeaders } from '@jogakbo/edge/create-rate-limit';
import { toNetwork } from '@jogakbo/edge/to-network';
import { Ratelimit } from '@upstash/ratelimit';
import type { Redis } from '@upstash/redis';

/** The limits of attempts: variables of the worker. */
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
      /** `RateLimit` headers, only of limits that are the same for every account. */
      limits?: Record<string, string>;
    };
/** The kinds of attempts: to give a member's password, or to sign up. */
export type AttemptKind = 'logIn' | 'signUp';
export type Attempts = ReturnType<typeof createAttempts>;

/**
 * Counts attempts before they are made, so that many attempts at the same time cannot pass a limit together. Failures and hashes are
 * counted separately. An attempt that succeeds gives its failure back, but not its hash, since the hash was computed. An account is
 * never locked: failures are counted for the account and the network together, and an account under attack from many networks has
 * fewer attempts from each. Signing up has its own limits, which are the same for e-mails with and without a member.
 */
export function createAttempts(redis: Redis, settings: LimitSettings) {
  const limit = (name: string, tokens: string, window: '15 m' | '1 h') =>
    new Ratelimit({
      redis,
      limiter: Ratelimit.slidingWindow(Number(tokens), window),
      prefix: `member:attempts:${name}`,
      ephemeralCache: false,
      // While Redis is out of reach no attempt is allowed. The client of Redis has a timeout of its own.
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
    /** Counts an attempt. Call it before a password is hashed. @param from the client's network address */
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

    /** Gives an attempt back that had no result, since a store or the hashing was away. */
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
     * Gives the failure of an attempt back. Call it when the password was right.
     *
     * @param clears whether to clear earlier failures of this account and network, too
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

    /** Counts a request for a link to reset a password. */
    async takeReset(from: string): Promise<Taken> {
      const answer = await reset.limit(toNetwork(from));
      const taken = toTaken(answer);
      return taken.ok ? taken : { ...taken, limits: toLimits('password-resets', answer) };
    },

    /** Counts a mail, so that a mailbox does not get too many. */
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

/** The headers of a limit for an hour that is reached. */
function toLimits(name: string, answer: { success: boolean; reset: number; limit: number }) {
  const taken = toTaken(answer);
  const reset = taken.ok ? 0 : taken.retryAfter;
  return toRateHeaders({ name, quota: answer.limit, window: 3_600, remaining: 0, reset });
}

function toTaken({ success, reset }: { success: boolean; reset: number }): Taken {
  if (success) return { ok: true };
  // The limiter uses the real clock.
  return {
    ok: false,
    reason: 'too-many-attempts',
    retryAfter: Math.max(1, Math.ceil((reset - Date.now()) / 1_000)),
  };
}
