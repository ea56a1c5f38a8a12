import type { D1Database } from '@cloudflare/workers-types';
import { headers } from '@jogakbo/contracts/fragment';
import type { Binding } from '@jogakbo/edge/call';
import type { createApp, EdgeEnv } from '@jogakbo/edge/create-app';
import { flushOutbox } from '@jogakbo/edge/outbox';
import { createRedis, type RedisSettings } from '@jogakbo/edge/redis';
import type { Context } from 'hono';
import { createAttempts, type LimitSettings } from './attempts.ts';
import { orAway } from './away.ts';
import { openMemberKeys } from './keys.ts';
import type { Ports } from './log-in.ts';
import { createMemberStore } from './member-store.ts';
import { productionCost } from './password.ts';
import { createSessionStore } from './session-store.ts';

export type Bindings = RedisSettings &
  LimitSettings & {
    DB: D1Database;
    EVENTS: Binding;
    IDENTITY_KEY: string;
    /** See `keys.ts`. */
    MEMBER_KEYS: string;
    /** scrypt's N as a power of 2, lower for tests. */
    PASSWORD_COST?: string;
  };
export type MemberApp = ReturnType<typeof createApp<Bindings>>;
export type MemberContext = Context<EdgeEnv<Bindings>>;

export async function toPorts(c: MemberContext): Promise<Ports> {
  return {
    members: createMemberStore(c.env.DB, await openMemberKeys(c.env.MEMBER_KEYS)),
    sessions: toSessions(c),
    attempts: orAway(createAttempts(createRedis(c.env, c.var.expires), c.env)),
    cost: { ...productionCost, ln: Number(c.env.PASSWORD_COST ?? productionCost.ln) },
    address: c.req.header(headers.address) ?? 'unknown',
  };
}

export function toSessions(c: MemberContext) {
  return orAway(createSessionStore(createRedis(c.env, c.var.expires), c.var.now));
}

/** What an event says besides its data. */
export function toAbout(c: MemberContext) {
  return { source: 'member-service', time: c.var.now(), trace: c.var.trace.id };
}

/** Tells of what was written, once it is answered. */
export function flush(c: MemberContext): void {
  c.executionCtx.waitUntil(flushOutbox(c.env));
}

/** The member who asks, of a route behind `requireMember`. */
export function toMember(c: MemberContext): string {
  return c.var.identity?.member as string;
}
