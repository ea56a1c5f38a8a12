import { type ApiClient, publicPrefix } from '@jogakbo/contracts/api';
import { headers } from '@jogakbo/contracts/fragment';
import type { Context } from 'hono';
import { bffOf, type ShellEnv } from '../bindings.ts';
import { createHeaders } from '../read-asker.ts';
import { toTraceHeaders } from '../to-slice-request.ts';

type Asked = {
  method: string;
  /** Path and query below the slice, such as `/products/1`. */
  path: string;
  /** Headers of the client. */
  sent?: Record<string, string>;
  body?: BodyInit | null;
};

/**
 * Asks a public route of a slice for a client. The slice learns what the client may do, and for which
 * member; the key or token itself, and cookies, stay in the shell.
 *
 * @returns undefined if there is no such slice
 */
export async function askPublicRoute(
  c: Context<ShellEnv>,
  client: ApiClient,
  slice: string,
  { method, path, sent = {}, body = null }: Asked,
): Promise<Response | undefined> {
  const bff = bffOf(c.env, slice);
  if (!bff) return undefined;
  const identity = client.member ? await createHeaders(c, slice, { member: client.member }) : {};
  return bff.fetch(
    new Request(`http://worker${publicPrefix}${path}`, {
      ...{ method, body, redirect: 'manual', signal: c.req.raw.signal },
      headers: {
        ...{ ...sent, ...toTraceHeaders(c), ...identity },
        'accept-language': c.var.language,
        [headers.scopes]: client.scopes.join(' '),
      },
    }),
  );
}
