import type { D1Database, DurableObjectNamespace } from '@cloudflare/workers-types';
import { headers } from '@jogakbo/contracts/fragment';
import type { Binding } from '@jogakbo/edge/call';
import { createClock } from '@jogakbo/edge/clock';
import type { createApp, EdgeEnv } from '@jogakbo/edge/create-app';
import { flushOutbox } from '@jogakbo/edge/outbox';
import { createRedis, type RedisSettings } from '@jogakbo/edge/redis';
import type { Context } from 'hono';
import { createAttempts, type LimitSettings } from './attempts.ts';
import { orAway } from './away.ts';
import { createHashPool } from './create-hash-pool.ts';
import { createDoneStore } from './done-store.ts';
import { openMemberKeys } from './keys.ts';
import { createMailStore } from './mail-store.ts';
import { createMailbox } from './mailbox.ts';
import { createMemberStore } from './member-store.ts';
import { productionCost } from './password.ts';
import type { HasherSettings, PasswordHasher } from './password-hasher.ts';
import type { Ports } from './ports.ts';
import { type MailSettings, sendMails } from './send-mails.ts';
import { createSessionStore } from './session-store.ts';
import { createTokenStore } from './token-store.ts';

export type Bindings = RedisSettings &
  LimitSettings &
  HasherSettings &
  MailSettings & {
    DB: D1Database;
    EVENTS: Binding;
    PASSWORD_HASHER: DurableObjectNamespace<PasswordHasher>;
    IDENTITY_KEY: string;
    DEV_NOW?: string;
    DEV_NOW_SINCE?: string;
    /** See `keys.ts`. */
    MEMBER_KEYS: string;
    /** scrypt's N as a power of 2, lower for tests. */
    PASSWORD_COST?: string;
    /** Where links in mails lead, such as `https://jogakbo.example`. */
    ORIGIN: string;
  };
export type MemberApp = ReturnType<typeof createApp<Bindings>>;
export type MemberContext = Context<EdgeEnv<Bindings>>;

export async function toPorts(c: MemberContext): Promise<Ports> {
  return {
    members: createMemberStore(c.env.DB, await openMemberKeys(c.env.MEMBER_KEYS)),
    sessions: toSessions(c),
    attempts: toAttempts(c),
    derive: createHashPool({
      size: Number(c.env.PASSWORD_HASHERS ?? 4),
      hasherOf: (name) => c.env.PASSWORD_HASHER.getByName(name),
      expires: c.var.expires,
    }),
    cost: { ...productionCost, ln: Number(c.env.PASSWORD_COST ?? productionCost.ln) },
    address: toAddress(c),
  };
}

export function toSessions(c: MemberContext) {
  return orAway(createSessionStore(createRedis(c.env, c.var.expires), c.var.now));
}

export function toAttempts(c: MemberContext) {
  return orAway(createAttempts(createRedis(c.env, c.var.expires), c.env));
}

export function toAddress(c: MemberContext): string {
  return c.req.header(headers.address) ?? 'unknown';
}

export function toTokens(c: MemberContext) {
  return createTokenStore(c.env.DB, c.var.now);
}

export async function toMailbox(c: MemberContext) {
  const { members, attempts } = await toPorts(c);
  const mails = await openMails(c.env);
  return createMailbox({ members, attempts, mails, tokens: toTokens(c), origin: c.env.ORIGIN });
}

export async function openMails(env: Bindings) {
  const now = createClock(env.DEV_NOW, env.DEV_NOW_SINCE);
  return createMailStore(env.DB, await openMemberKeys(env.MEMBER_KEYS), now);
}

export async function openDone(env: Bindings) {
  const now = createClock(env.DEV_NOW, env.DEV_NOW_SINCE);
  return createDoneStore(env.DB, await openMemberKeys(env.MEMBER_KEYS), now);
}

/** What an event says besides its data. */
export function toAbout(c: MemberContext) {
  return { source: 'member-service', time: c.var.now(), trace: c.var.trace.id };
}

/** Tells of what was written, and sends its mails, once it is answered. */
export function flush(c: MemberContext): void {
  c.executionCtx.waitUntil(flushOutbox(c.env));
  c.executionCtx.waitUntil(openMails(c.env).then((mails) => sendMails(mails, c.env)));
}

/** The member who asks, of a route behind `requireMember`. */
export function toMember(c: MemberContext): string {
  return c.var.identity?.member as string;
}

/** The key that the form's page gave it. */
export function toKey(c: MemberContext): string | undefined {
  return c.req.header('idempotency-key')?.slice(0, 100) || undefined;
}
