import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiClientStore } from './api-client-store.ts';
import type { ListedClient, TokenAnswer, TokenRefusal, TokenRequest } from './api-forms.ts';
import { type GrantStore, type KeptToken, tokenLifetimesMs } from './grant-store.ts';

type Ports = { clients: ApiClientStore; grants: GrantStore };
type Refused = { ok: false; reason: TokenRefusal; detail: string };
type Exchanged = { ok: true; value: TokenAnswer } | Refused;

/** Gives tokens for a code or for a refresh token. Each of them can be used once: a second use ends the grant, since one user is a thief. */
export async function exchangeToken(asked: TokenRequest, ports: Ports): Promise<Exchanged> {
  const client = await authenticate(asked, ports);
  if ('reason' in client) return client;
  const code = asked.grantType === 'authorization_code';
  if (!code && asked.grantType !== 'refresh_token')
    return refuse('unsupported_grant_type', 'Send authorization_code or refresh_token as grant_type.');
  const given = code ? asked.code : asked.refreshToken;
  if (!given) return refuse('invalid_request', `Send ${code ? 'code' : 'refresh_token'}.`);
  const token = await ports.grants.find(code ? 'code' : 'refresh', given);
  // A client learns nothing about the tokens of another one, and cannot end them.
  if (!token || token.client !== client.id) return refuse('invalid_grant', 'It is unknown or has expired.');
  if (token.used) return endStolen(token);
  if (code && token.redirectUri !== asked.redirectUri)
    return refuse('invalid_grant', 'The redirect_uri is not that of the authorization request.');
  if (code && !isVerifier(asked.verifier, token.challenge))
    return refuse('invalid_grant', 'The code_verifier does not belong to the code_challenge.');
  if (!(await ports.grants.use(token))) return endStolen(token);
  const tokens = await ports.grants.renew(token.id);
  const scopes = [...client.scopes.filter((scope) => scope === 'catalog:read'), ...token.scopes];
  const value = { ...tokens, seconds: tokenLifetimesMs.access / 1_000, scopes, member: toPairwise(token) };
  return { ok: true, value };

  async function endStolen({ id }: KeptToken): Promise<Refused> {
    await ports.grants.end(id);
    return refuse('invalid_grant', 'It was used before, so all tokens of this grant have ended.');
  }
}

/** Finds the client of a request at the token endpoint. A client that keeps a key has to send it. */
export async function authenticate(
  { client: id, secret }: Pick<TokenRequest, 'client' | 'secret'>,
  { clients }: Pick<Ports, 'clients'>,
): Promise<ListedClient | Refused> {
  const wrong = refuse('invalid_client', 'Send the client_id and the key of the client.');
  const client = secret ? await clients.findByKey(secret) : await clients.find(id);
  if (!client || client.revokedAt !== null || client.id !== id) return wrong;
  if (!secret && !client.open) return wrong;
  if (client.redirectUris.length === 0)
    return refuse('unauthorized_client', 'This client has no address for members to come back to.');
  return client;
}

/** A name of the member for one client: two clients cannot find out that they know the same person. */
export function toPairwise({ client, member }: { client: string; member: string }): string {
  return createHash('sha256').update(`${client} ${member}`).digest('base64url').slice(0, 22);
}

/** https://www.rfc-editor.org/rfc/rfc7636#section-4.6 */
function isVerifier(verifier: string, challenge: string | null): boolean {
  if (!challenge || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  const made = createHash('sha256').update(verifier).digest('base64url');
  return timingSafeEqual(Buffer.from(made), Buffer.from(challenge));
}

function refuse(reason: TokenRefusal, detail: string): Refused {
  return { ok: false, reason, detail };
}
