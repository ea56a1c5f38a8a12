import type { Problem } from '@jogakbo/contracts/problem';
import type { Context, ValidationTargets } from 'hono';
import { validator } from 'hono-openapi';
import type * as v from 'valibot';
import { problem } from './problem.ts';

/**
 * Middleware that parses one part of the request with a valibot schema, and documents it for `/openapi.json`. Wrong input gets
 * 422 with the wrong fields. The handler reads the parsed input by `c.req.valid(target)`. `validates` says what it checks, for tools that
 * read the routes of an app.
 */
export function validate<
  Target extends 'json' | 'query' | 'param' | 'header',
  Schema extends v.GenericSchema,
>(target: Target, schema: Schema) {
  const middleware = validator(target satisfies keyof ValidationTargets, schema, (result, c: Context) => {
    if (result.success) return;
    return problem(c, 422, { errors: toFieldErrors(result.error) });
  });
  return Object.assign(middleware, { validates: { target, schema } });
}

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined };

/** Converts the issues of a standard schema to a problem's `errors`: for each a dotted path and a message. */
export function toFieldErrors(issues: readonly Issue[]): NonNullable<Problem['errors']> {
  return issues.map(({ message, path = [] }) => ({
    field: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
}
