import type { Problem } from '@jogakbo/contracts/problem';
import type { Context, ValidationTargets } from 'hono';
import { validator } from 'hono-openapi';
import type * as v from 'valibot';
import { problem } from './problem.ts';

/**
 * Middleware that parses one part of the request by a valibot schema and documents it for `/openapi.json`. Input that does
 * not fit is 422 with the fields at fault; the handler reads what fits by `c.req.valid(target)`.
 */
export function validate<
  Target extends 'json' | 'query' | 'param' | 'header',
  Schema extends v.GenericSchema,
>(target: Target, schema: Schema) {
  return validator(target satisfies keyof ValidationTargets, schema, (result, c: Context) => {
    if (result.success) return;
    return problem(c, 422, { errors: toFieldErrors(result.error) });
  });
}

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined };

/** Standard-schema issues as a problem's `errors`: a dotted path and a message each. */
export function toFieldErrors(issues: readonly Issue[]): NonNullable<Problem['errors']> {
  return issues.map(({ message, path = [] }) => ({
    field: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
}
