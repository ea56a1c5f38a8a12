import { headers } from '@jogakbo/contracts/fragment';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import type { FrontendBindings } from '@jogakbo/edge/fragment';
import type { Context } from 'hono';

export type FrontendContext = Context<EdgeEnv<FrontendBindings>>;

/**
 * The headers from the shell about the client, for the call to the BFF.
 *
 * @param key the key of the form, with which it takes effect only once
 */
export function toPassed(c: FrontendContext, key = ''): Record<string, string> {
  const passed = [headers.session, headers.address].flatMap((name) => {
    const value = c.req.header(name);
    return value ? [[name, value] as const] : [];
  });
  return {
    ...Object.fromEntries(passed),
    ...(key ? { 'idempotency-key': encodeURIComponent(key.toWellFormed()).slice(0, 100) } : {}),
  };
}
