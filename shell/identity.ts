import { headers } from '@jogakbo/contracts/fragment';
import { Session, sessionPath } from '@jogakbo/contracts/identity';
import { call } from '@jogakbo/edge/call';
import { createMinter } from '@jogakbo/edge/create-minter';
import { logFault } from '@jogakbo/edge/log';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { readGrant } from './checkout-grant.ts';
import { sessionCookie, toCookie, visitorCookie } from './cookies.ts';
import { type ShellEnv, toShell } from './shell.ts';

/** Whom a session belongs to; `unknown` where sessions cannot be looked up now. */
export type LoggedIn = { member: string } | 'nobody' | 'unknown';

type IdentityHeaders = Record<string, string> | undefined;

/** Who makes a request, as its cookies say. */
export type Asker = {
  /** Looks the session up, once a request. */
  loggedIn(): Promise<LoggedIn>;
  /** The headers that tell a slice who asks: a token for it and what it reaches; none where there is nobody to tell of. */
  headersFor(slice: string): IdentityHeaders | Promise<IdentityHeaders>;
  /** The session that the cookie names, for the slice that keeps sessions to end it. */
  session: string | undefined;
  /** The cookie that keeps a visitor's new id. */
  cookie: string | undefined;
};

/** Slices that ask others on the asker's behalf, and whom; every other slice keeps what it learns to itself. */
const reach: Record<string, string[]> = {
  order: ['order', 'cart', 'member', 'pricing'],
};

/** Slices that only members have something at: a guest is nobody to them. */
const forMembers = new Set(['member', 'order', 'review']);

/**
 * Milliseconds after which a session counts as not to be looked up: for a page that can do without a name in its header, for what
 * is a member's own, and for a change, of whose time the slice still needs its part.
 */
const patience = { glance: 500, read: 1_500, write: 3_500 };

type AskerOptions = {
  /** A visitor without an id gets one. */
  mint?: boolean;
  /** What the session is looked up for. */
  use?: keyof typeof patience;
};

export function toAsker(c: Context<ShellEnv>, { mint = false, use = 'glance' }: AskerOptions = {}): Asker {
  let visitor = getCookie(c, visitorCookie);
  if (visitor !== undefined && !/^[\w-]{22,36}$/.test(visitor)) visitor = undefined;
  let session = getCookie(c, sessionCookie(c));
  // What no session is called is none, and may not be fit for a header.
  if (session !== undefined && !/^[\w-]{22,200}$/.test(session)) session = undefined;
  let cookie: string | undefined;
  if (!visitor && mint) {
    visitor = crypto.randomUUID();
    cookie = toCookie(c, visitorCookie, visitor, 30 * 24 * 60 * 60);
  }

  let lookedUp: Promise<LoggedIn> | undefined;
  const loggedIn = () => {
    lookedUp ??= session ? lookUp(c, session, patience[use]) : Promise.resolve('nobody');
    return lookedUp;
  };

  async function memberFor(slice: string): Promise<string | undefined> {
    const found = await loggedIn();
    if (typeof found === 'object') return found.member;
    return found === 'unknown' && slice === 'order' ? readGrant(c) : undefined;
  }

  async function mintFor(slice: string, guest: string | undefined): Promise<IdentityHeaders> {
    const member = session ? await memberFor(slice) : undefined;
    if (!member && !guest) return undefined;
    const subject = { member, visitor, audience: reach[slice] ?? [slice] };
    try {
      return { [headers.identity]: await createMinter(c.env.IDENTITY_KEY)(subject, c.var.now()) };
    } catch (error) {
      // Without a key to sign by nobody is anyone; pages are still pages.
      logFault('shell', c.var.trace, error);
      return undefined;
    }
  }

  return {
    loggedIn,
    session,
    cookie,
    headersFor(slice) {
      const guest = forMembers.has(slice) ? undefined : visitor;
      return session || guest ? mintFor(slice, guest) : undefined;
    },
  };
}

async function lookUp(c: Context<ShellEnv>, session: string, within: number): Promise<LoggedIn> {
  const member = toShell(c.env).bffOf('member');
  if (!member) return 'nobody';
  const found = await call(c, member, sessionPath, Session, {
    headers: { [headers.session]: session },
    within,
  });
  if (found.ok) return { member: found.value.member };
  return found.reason === 'not-found' ? 'nobody' : 'unknown';
}
