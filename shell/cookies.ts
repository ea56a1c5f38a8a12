import { headers } from '@jogakbo/contracts/fragment';
import type { Context } from 'hono';
import type { ShellEnv } from './shell.ts';

export const visitorCookie = 'visitor';

/** The session's cookie. With the prefix no other host can set it: https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis */
export function sessionCookie(c: Context<ShellEnv>): string {
  return isSecure(c) ? '__Host-session' : 'session';
}

/** @param seconds how long the browser keeps it; 0 makes it forget */
export function toCookie(c: Context<ShellEnv>, name: string, value: string, seconds: number): string {
  const secure = isSecure(c) ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookie that keeps or forgets the session which a slice's answer names; none where it names none. */
export function toSessionCookie(c: Context<ShellEnv>, answer: Response): string | undefined {
  const session = answer.headers.get(headers.session);
  if (session === null) return undefined;
  return toCookie(c, sessionCookie(c), session, session ? sessionLifetime : 0);
}

/** Seconds a browser keeps a session's cookie; when the session itself ends is the member slice's to say. */
const sessionLifetime = 14 * 24 * 60 * 60;

function isSecure(c: Context<ShellEnv>): boolean {
  return c.req.url.startsWith('https:');
}
