import { ApiClient, apiClientPath, credentialForm, publicApiPath } from '@jogakbo/contracts/api';
import { headers } from '@jogakbo/contracts/fragment';
import { call } from '@jogakbo/edge/call';
import { createRateLimit, isRefused, type RatePolicy } from '@jogakbo/edge/create-rate-limit';
import { refuseRate } from '@jogakbo/edge/limit-rate';
import { problem } from '@jogakbo/edge/problem';
import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { toOrigin } from '../create-visit.ts';

/** After this time it counts as unknown who asks. */
const lookUpTimeoutMs = 1_500;

/** Open while Redis is away: programs of partners should not stop with it, and the shell's places limit the work in any case. */
const requests: Omit<RatePolicy, 'quota'> = { name: 'api', window: 60, away: 'open' };

/**
 * Reads which client sends a request, and counts the request for its quota.
 *
 * @returns the client and the headers `RateLimit` and `RateLimit-Policy`, or the refusal: 401, 429, or 503 if it cannot be looked up
 */
export async function readClient(
  c: Context<ShellEnv>,
): Promise<{ client: ApiClient; limits: Record<string, string> } | Response> {
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (!given)
    return refuse(c, { reason: 'no-key', detail: 'Send a key or a token: "authorization: Bearer <key>".' });
  if (!credentialForm.test(given))
    return refuse(c, { reason: 'malformed-key', detail: 'This is no key of this shop.' });
  if (!c.env.SESSIONS) return problem(c, 503, away);
  const found = await call(c, c.env.SESSIONS, apiClientPath, ApiClient, {
    headers: { [headers.credential]: given },
    within: lookUpTimeoutMs,
  });
  if (!found.ok) {
    if (found.reason !== 'not-found') return problem(c, 503, away);
    const { reason = 'unknown-key', detail = 'This key is not known.' } = found.problem ?? {};
    return refuse(c, { reason, detail });
  }
  const client = found.value;
  const policy = { ...requests, quota: client.quota };
  const taken = await createRateLimit(c.env, policy, c.var.expires).take(
    client.member ? `${client.id} ${client.member}` : client.id,
  );
  return isRefused(taken, policy) ? refuseRate(c, taken) : { client, limits: taken.headers };
}

const away = { reason: 'away', detail: 'Keys cannot be looked up right now.' };

function refuse(c: Context<ShellEnv>, details: { reason: string; detail: string }): Response {
  const refusal = problem(c, 401, details);
  // https://www.rfc-editor.org/rfc/rfc6750#section-3
  const error = details.reason === 'no-key' ? '' : ', error="invalid_token"';
  // https://www.rfc-editor.org/rfc/rfc9728#section-5.1
  const metadata = `${toOrigin(c)}/.well-known/oauth-protected-resource${publicApiPath}`;
  refusal.headers.set('www-authenticate', `Bearer realm="api"${error}, resource_metadata="${metadata}"`);
  return refusal;
}
