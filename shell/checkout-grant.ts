import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { toCookie } from './cookies.ts';
import type { ShellEnv } from './shell.ts';

const grantCookie = 'grant';
const audience = 'checkout-grant';
/** Seconds for which a checkout that was begun may be finished while sessions cannot be looked up. */
const lifetime = 600;

/** The cookie by which a member who opened the checkout can place the order even if sessions are out of reach by then. */
export async function toGrant(c: Context<ShellEnv>, member: string): Promise<string> {
  const now = Math.floor(c.var.now() / 1_000);
  const grant = await new SignJWT({ sub: member, aud: audience, iat: now, exp: now + lifetime })
    .setProtectedHeader({ alg: 'EdDSA', typ: audience })
    .sign(await keyOf(c.env.IDENTITY_KEY));
  return toCookie(c, grantCookie, grant, lifetime);
}

/** The member whom a grant names, if it holds. */
export async function readGrant(c: Context<ShellEnv>): Promise<string | undefined> {
  const grant = getCookie(c, grantCookie);
  if (!grant) return undefined;
  try {
    const { d: _, ...publicKey } = JSON.parse(c.env.IDENTITY_KEY) as JWK;
    const { payload } = await jwtVerify(grant, await importJWK(publicKey, 'EdDSA'), {
      algorithms: ['EdDSA'],
      audience,
      typ: audience,
      currentDate: new Date(c.var.now()),
    });
    return payload.sub;
  } catch {
    return undefined;
  }
}

/** Makes the browser forget it, as logging out must. */
export function withoutGrant(c: Context<ShellEnv>): string {
  return toCookie(c, grantCookie, '', 0);
}

function keyOf(privateKey: string) {
  return importJWK(JSON.parse(privateKey) as JWK, 'EdDSA');
}
