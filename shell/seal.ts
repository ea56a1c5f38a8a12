import type { Context } from 'hono';
import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import type { ShellEnv } from './bindings.ts';

/** The purpose of a sealed value. A value of one kind cannot be used as another kind. */
type Kind = 'checkout-grant' | 'visitor';

/** The form of a sealed value. */
export const sealedForm = /^[\w-]{10,200}\.[\w-]{10,400}\.[\w-]{86}$/;

/**
 * Signs a value with the shell's key, so the shell can tell later that the value is its own. The result can be the value of a cookie. The
 * keys are those of the tokens. After a change of keys the key before it stays valid, see `docs/decisions/0010-identity.md`.
 *
 * @param seconds how long it is valid
 */
export async function seal(
  c: Context<ShellEnv>,
  kind: Kind,
  value: string,
  seconds: number,
): Promise<string> {
  const now = Math.floor(c.var.now() / 1_000);
  const { kid, key } = await openKey(c.env.IDENTITY_KEY);
  return new SignJWT({ sub: value, iat: now, exp: now + seconds })
    .setProtectedHeader({ alg: 'EdDSA', typ: kind, kid })
    .sign(key);
}

/** Reads a sealed value. It is undefined if the shell did not sign it, if it is of another kind, or if it has expired. */
export async function unseal(c: Context<ShellEnv>, kind: Kind, sealed: string): Promise<string | undefined> {
  const issuer = toIssuer(readKey(c.env.IDENTITY_KEY).kid);
  const find = toFinder(c.env.IDENTITY_KEYS ?? '');
  const now = c.var.now();
  let found = opened.get(sealed);
  if (!found) {
    try {
      const options = { algorithms: ['EdDSA'], typ: kind, currentDate: new Date(now) };
      const { payload, protectedHeader } = await jwtVerify(sealed, find, options);
      const { sub: value, exp: end } = payload;
      if (!value || !end || toIssuer(protectedHeader.kid ?? '') !== issuer) return undefined;
      found = { kind, value, end };
    } catch {
      return undefined;
    }
    if (opened.size >= mostOpened) opened.clear();
    opened.set(sealed, found);
  }
  return found.kind === kind && now < found.end * 1_000 ? found.value : undefined;
}

type Opened = { kind: Kind; value: string /** Seconds since the epoch. */; end: number };
type SigningKey = { kid: string; key: Awaited<ReturnType<typeof importJWK>> };

/** Seals with a checked signature. A visitor sends the same one with every request. */
const opened = new Map<string, Opened>();
const mostOpened = 1_000;
const keys = new Map<string, SigningKey>();
const finders = new Map<string, ReturnType<typeof createLocalJWKSet>>();

async function openKey(privateKey: string): Promise<SigningKey> {
  let opened = keys.get(privateKey);
  if (!opened) {
    const jwk = readKey(privateKey);
    opened = { kid: jwk.kid, key: await importJWK(jwk, 'EdDSA') };
    keys.set(privateKey, opened);
  }
  return opened;
}

function toFinder(publicKeys: string): ReturnType<typeof createLocalJWKSet> {
  let finder = finders.get(publicKeys);
  if (!finder) {
    finder = createLocalJWKSet(JSON.parse(publicKeys) as JSONWebKeySet);
    finders.set(publicKeys, finder);
  }
  return finder;
}

function readKey(privateKey: string): JWK & { kid: string } {
  return JSON.parse(privateKey) as JWK & { kid: string };
}

function toIssuer(kid: string): string {
  return kid.slice(0, kid.indexOf(':'));
}
