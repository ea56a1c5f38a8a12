import { headers } from '@jogakbo/contracts/fragment';
import { Session } from '@jogakbo/contracts/identity';
import * as v from 'valibot';
import { readCookie, toUpstreamCookies } from './cookies.ts';
import type { Asker } from './create-slice-host.ts';

/** The cookies of this machine: the visitor of the slices that run here, and a session that the member slice opened here. */
const cookieNames = { visitor: 'alone-visitor', session: 'alone-session' };

const Me = v.object({ id: v.string(), name: v.optional(v.string()) });

/** Milliseconds for which the member of a session is remembered. */
const rememberMs = 5_000;

type Sources = {
  /** The origin of the upstream; undefined without one. */
  origin?: string | undefined;
  /** Looks a session up at the member service of this machine; undefined if that service does not run here. */
  localSession?: ((sent: Record<string, string>) => Promise<Response>) | undefined;
};

/**
 * Finds out who a request comes from. The visitor has an id of this machine. The member is the one who is logged in at the upstream, whom its
 * public API names for the cookies of the browser; if the member slice runs here, the one who is logged in here.
 */
export function createAskerFinder({ origin, localSession }: Sources) {
  const known = new Map<string, { at: number; me: v.InferOutput<typeof Me> | undefined }>();

  return async function findAsker(cookie: string | null): Promise<Asker> {
    const visitor = readCookie(cookie, new RegExp(`^${cookieNames.visitor}$`)) ?? crypto.randomUUID();
    const session = readCookie(cookie, new RegExp(`^${cookieNames.session}$`));
    if (localSession) {
      if (!session) return { visitor };
      const answer = await localSession({ [headers.session]: session });
      const found = v.safeParse(Session, await answer.json().catch(() => undefined));
      return { visitor, session, ...(found.success ? found.output : {}) };
    }
    const me = readCookie(cookie, /^upstream-(?:__Host-)?session$/)
      ? await readMe(toUpstreamCookies(cookie))
      : undefined;
    return { visitor, member: me?.id, name: me?.name };
  };

  async function readMe(cookie: string) {
    const last = known.get(cookie);
    if (last && performance.now() - last.at < rememberMs) return last.me;
    const answer = await fetch(`${origin}/api/member/me`, {
      headers: { cookie, accept: 'application/json' },
    });
    if (answer.status !== 200 && answer.status !== 401 && answer.status !== 404)
      throw new Error(`it cannot tell who is logged in: status ${answer.status}`);
    const me = answer.status === 200 ? v.parse(Me, await answer.json()) : undefined;
    if (known.size > 100) known.clear();
    known.set(cookie, { at: performance.now(), me });
    return me;
  }
}

/** The cookie that keeps the visitor of a browser, for as long as the browser keeps cookies. */
export function toVisitorCookie({ visitor }: Asker): string {
  return `${cookieNames.visitor}=${visitor}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`;
}

/** The cookie of a session that the member slice of this machine opened; an empty one ends it. */
export function toSessionCookie(session: string): string {
  return `${cookieNames.session}=${session}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${session ? 1_209_600 : 0}`;
}
