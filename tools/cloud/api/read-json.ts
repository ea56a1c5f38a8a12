import type { Context } from 'hono';
import * as v from 'valibot';
import { ApiError } from '../api-error.ts';

/** Reads a JSON body. @throws ApiError for a body that is not JSON; ValiError for another shape */
export async function readJson<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const body = await c.req.json().catch(() => {
    throw new ApiError(400, 10001, 'The body is not JSON.');
  });
  return v.parse(schema, body);
}
