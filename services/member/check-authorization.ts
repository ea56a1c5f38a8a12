import { type MemberScope, memberScopes } from '@jogakbo/contracts/api';
import { addToRedirect } from './add-to-redirect.ts';
import type { AuthorizationQuery, ListedClient } from './api-forms.ts';

export type CheckedAuthorization =
  | { ok: true; client: ListedClient; scopes: MemberScope[] }
  /** The client may learn of it, at an address that it has registered. */
  | { ok: false; redirect: string }
  /** Nothing is sent to the address of the request, since it may be that of an attacker. */
  | { ok: false; reason: 'unknown-client' | 'unknown-redirect' };

/**
 * Checks the request of a client that wants to act for a member, as OAuth 2.1 says: a code with PKCE, S256 only, and an address that
 * is registered letter by letter.
 *
 * @param client the client of the request; undefined if there is none
 */
export function checkAuthorization(
  asked: AuthorizationQuery,
  client: ListedClient | undefined,
): CheckedAuthorization {
  if (!client || client.revokedAt !== null) return { ok: false, reason: 'unknown-client' };
  if (!client.redirectUris.includes(asked.redirect_uri)) return { ok: false, reason: 'unknown-redirect' };
  if (asked.response_type !== 'code') return refuse('unsupported_response_type');
  if (asked.code_challenge_method !== 'S256' || !challengeForm.test(asked.code_challenge))
    return refuse('invalid_request', 'Send a code_challenge with the method S256.');
  if (asked.state.length > longestState) return refuse('invalid_request', 'The state is too long.');
  const wanted = [...new Set(asked.scope.split(' ').filter(Boolean))];
  const missing = wanted.find((scope) => !(client.scopes as string[]).includes(scope));
  if (missing) return refuse('invalid_scope', `This client may not ask for ${missing}.`);
  const scopes = memberScopes.filter((scope) => wanted.includes(scope));
  if (scopes.length === 0) return refuse('invalid_scope', `Ask for some of: ${memberScopes.join(' ')}.`);
  return { ok: true, client, scopes };

  function refuse(error: string, description = ''): CheckedAuthorization {
    const fields = { error, error_description: description, state: asked.state };
    return { ok: false, redirect: addToRedirect(asked.redirect_uri, fields) };
  }
}

/** The longest state that comes back in any case. The log-in page passes on a limited address. */
const longestState = 500;
/** SHA-256 in base64url: https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
const challengeForm = /^[\w-]{43}$/;
