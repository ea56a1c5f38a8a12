import type { Context } from 'hono';
import type * as v from 'valibot';
import type { EdgeEnv } from '../app/create-app.ts';
import { type Binding, type CallOptions, call } from './call.ts';
import { passFailure } from './pass-failure.ts';

/**
 * Calls the owner of some data with the operator's token of the request, and passes its answer or its failure on. For routes behind
 * `guardOperatorApi`.
 *
 * @param schema the form of the owner's answer
 */
export async function passToOwner<Bindings extends object, Value>(
  c: Context<EdgeEnv<Bindings>>,
  owner: Binding,
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  options: CallOptions = {},
): Promise<Response> {
  const headers = { authorization: c.req.header('authorization') ?? '' };
  const answer = await call(c, owner, path, schema, { ...options, headers });
  return answer.ok ? Response.json(answer.value) : passFailure(c, answer);
}
