import { headers } from '@jogakbo/contracts/fragment';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import type { FrontendBindings } from '@jogakbo/edge/fragment';
import type { Context } from 'hono';

export type FrontendContext = Context<EdgeEnv<FrontendBindings>>;

/**
 * What the shell said of the client, for the BFF to know too.
 *
 * @param key the form's own, by which it is carried out once however often it is sent
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
