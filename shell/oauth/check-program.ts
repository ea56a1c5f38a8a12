import { AuthorizationView, authorizationCheckPath, authorizationFields } from '@jogakbo/contracts/api';
import { withQuery } from '@jogakbo/contracts/path';
import { call } from '@jogakbo/edge/call';
import type { Context } from 'hono';
import { bffOf, type ShellEnv } from '../bindings.ts';
import { toOrigin } from '../create-visit.ts';
import { readQuery } from '../read-query.ts';

/**
 * Checks the request of a program that wants to act for a member.
 *
 * @returns the address of the program if the member can be asked; the redirect to it if its request is wrong; `refused` if the address is
 *   not registered; undefined while the slice does not answer, and then its fragment is missing, too
 */
export async function checkProgram(
  c: Context<ShellEnv>,
): Promise<{ program: string } | Response | 'refused' | undefined> {
  const bff = bffOf(c.env, 'member');
  if (!bff) return undefined;
  const asked = readQuery(authorizationFields, new URL(c.req.url).search);
  const view = await call(c, bff, withQuery(authorizationCheckPath, asked), AuthorizationView);
  if (!view.ok) return view.status < 500 ? 'refused' : undefined;
  if ('redirect' in view.value) return c.redirect(withIssuer(c, view.value.redirect), 303);
  return { program: view.value.target };
}

/**
 * Sends the browser back to a program with the member's answer. The address may have the scheme of an app, which no other redirect of the
 * shop may have.
 */
export function backToProgram(
  c: Context<ShellEnv>,
  response: Response,
  answer: Response,
): Response | undefined {
  const location = answer.headers.get('location');
  if (answer.status !== 303 || !location || !URL.canParse(location)) return undefined;
  const headers = new Headers(response.headers);
  headers.set('location', withIssuer(c, location));
  return new Response(null, { status: 303, headers });
}

/** Lets the form of a page lead to the address of a program: browsers apply the policy of forms to redirects, too. */
export function withFormTarget(headers: Headers, target: string): void {
  const { protocol, origin } = new URL(target);
  const source = /^https?:$/.test(protocol) ? origin : protocol;
  const policy = headers.get('content-security-policy');
  if (policy) headers.set('content-security-policy', policy.replace("form-action 'self'", `$& ${source}`));
}

/** Says which shop answers, so that a program with several shops cannot mix them up: https://www.rfc-editor.org/rfc/rfc9207 */
function withIssuer(c: Context<ShellEnv>, location: string): string {
  const url = new URL(location);
  url.searchParams.append('iss', toOrigin(c));
  return url.href;
}
