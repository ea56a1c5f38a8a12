import { headers } from '@jogakbo/contracts/fragment';
import { createRedis } from '@jogakbo/edge/redis';
import type { ServiceApp, ServiceContext, ServiceRequest } from '@jogakbo/edge/service-context';
import { createAttempts } from './attempts.ts';
import { orAway } from './away.ts';
import { createHashPool } from './create-hash-pool.ts';
import { createDoneStore } from './done-store.ts';
import { createGrantStore } from './grant-store.ts';
import { openMemberKeys } from './keys.ts';
import { createMailStore } from './mail-store.ts';
import { createMailbox } from './mailbox.ts';
import type { MemberService } from './member-service.ts';
import { createMemberStore } from './member-store.ts';
import { productionCost } from './password.ts';
import type { Ports } from './ports.ts';
import { sendMails } from './send-mails.ts';
import { createSessionStore } from './session-store.ts';
import { createTokenStore } from './token-store.ts';

export type MemberApp = ServiceApp<MemberService>;
export type MemberContext = ServiceRequest<MemberService>;

/** Opens what log-ins and password changes need. */
export async function openPorts(c: MemberContext): Promise<Ports> {
  return {
    members: createMemberStore(c.env.DB, await openMemberKeys(c.env.MEMBER_KEYS)),
    sessions: openSessions(c),
    attempts: openAttempts(c),
    derive: createHashPool({
      size: Number(c.env.PASSWORD_HASHERS ?? 4),
      hasherOf: (name) => c.env.PASSWORD_HASHER.getByName(name),
      expires: c.var.expires,
    }),
    cost: { ...productionCost, ln: Number(c.env.PASSWORD_COST ?? productionCost.ln) },
    address: toAddress(c),
  };
}

export function openSessions(c: MemberContext) {
  const sessions = orAway(createSessionStore(createRedis(c.env, c.var.expires), c.var.now));
  return {
    ...sessions,
    /** Ends all sessions of a member, and all programs that act for the member. */
    async removeAll(member: string): Promise<void> {
      await createGrantStore(c.env.DB, c.var.now).endAll(member);
      await sessions.removeAll(member);
    },
  };
}

export function openAttempts(c: MemberContext) {
  return orAway(createAttempts(createRedis(c.env, c.var.expires), c.env));
}

export function toAddress(c: MemberContext): string {
  return c.req.header(headers.address) ?? 'unknown';
}

export function openTokens(c: MemberContext) {
  return createTokenStore(c.env.DB, c.var.now);
}

export async function openMailbox(c: MemberContext) {
  const { members, attempts } = await openPorts(c);
  const mails = await openMails(c);
  return createMailbox({ members, attempts, mails, tokens: openTokens(c), origin: c.env.ORIGIN });
}

export async function openMails({ env, var: { now } }: ServiceContext<MemberService>) {
  return createMailStore(env.DB, await openMemberKeys(env.MEMBER_KEYS), now);
}

export async function openDone({ env, var: { now } }: ServiceContext<MemberService>) {
  return createDoneStore(env.DB, await openMemberKeys(env.MEMBER_KEYS), now);
}

/** Sends the mails that the request has written, after the answer. */
export function sendMailsAfter(c: MemberContext): void {
  c.executionCtx.waitUntil(openMails(c).then((mails) => sendMails(mails, c.env)));
}

/** The member of the request's token. Use it only after `requireMember`. */
export function toMember(c: MemberContext): string {
  return c.var.identity?.member as string;
}

/** The idempotency key of the request. */
export function toKey(c: MemberContext): string | undefined {
  return c.req.header('idempotency-key')?.slice(0, 100) || undefined;
}
