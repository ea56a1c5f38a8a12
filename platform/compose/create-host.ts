import type { ComposerOptions } from './composer-options.ts';
import { createBatching } from './create-batching.ts';
import { createComposer } from './create-composer.ts';
import { createHandler } from './create-handler.ts';
import type { HostContext, HostOptions } from './host-options.ts';

export type Host<Context = HostContext, Rules = object> = ReturnType<typeof createHost<Context, Rules>>;

/**
 * A composer that answers every request by a table of routes. It joins the calls of a page to one slice. Make one for each isolate.
 *
 * @throws Error as `createComposer`
 * @example
 * const host = createHost({ endpointOf: (slice) => env[slice], frame, notFound, unavailable, routes: { '/': home } });
 * export default { fetch: (request, env, context) => host.handle(request, context) };
 */
export function createHost<Context = HostContext, Rules = object>(
  options: ComposerOptions & HostOptions<Context, Rules>,
) {
  const composer = createComposer({ batching: createBatching, ...options });
  return { ...composer, handle: createHandler(options, composer) };
}
