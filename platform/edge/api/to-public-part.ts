import { memberScopes, type PublicPart, type Tool } from '@jogakbo/contracts/api';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { Cursor } from './cursor.ts';
import { type PublicRoute, toStatuses } from './public-route.ts';

type Json = Record<string, unknown>;

/** Makes what a slice adds to the one OpenAPI document and to the tools for assistants, from its routes. */
export function toPublicPart(slice: string, routes: readonly PublicRoute[]): PublicPart {
  const paths: PublicPart['paths'] = {};
  for (const route of routes) {
    const path = `/${slice}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: toOperation(slice, route) };
  }
  return { paths, tools: routes.filter(({ tool }) => tool).map(toTool) };
}

/** The schema of a list's answer has the cursor of the next page, too. */
export function toAnswerSchema({ answer, position }: PublicRoute): v.GenericSchema {
  return position ? v.intersect([answer, v.object({ next: v.nullable(v.string()) })]) : answer;
}

/** The query of a list has a cursor, too. */
export function toQueryEntries({ query = {}, position }: PublicRoute): v.ObjectEntries {
  return position ? { ...query, cursor: v.optional(Cursor) } : query;
}

function toOperation(slice: string, route: PublicRoute): Json {
  const { name, summary, scope, params = {}, body, keyed, deprecation, status = 200 } = route;
  const parameters = [
    ...toParameters('path', params),
    ...toParameters('query', toQueryEntries(route)),
    ...(keyed ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  return {
    ...{ operationId: name, summary, tags: [slice] },
    security: [isForMember(scope) ? { member: [scope] } : { key: [] }],
    'x-scope': scope,
    ...(deprecation ? { deprecated: true } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: toSchema(body, 'input') } },
          },
        }
      : {}),
    responses: Object.fromEntries(
      toStatuses(route).map((each) => [
        String(each),
        each === status
          ? {
              description: summary,
              headers: toHeaders(route),
              content: { 'application/json': { schema: toSchema(toAnswerSchema(route), 'output') } },
            }
          : { $ref: `#/components/responses/Status${each}` },
      ]),
    ),
  };
}

function isForMember(scope: string): boolean {
  return (memberScopes as readonly string[]).includes(scope);
}

function toHeaders({ method, deprecation }: PublicRoute): Json {
  const names = [
    ...['RateLimit', 'RateLimit-Policy'],
    ...(method === 'GET' ? ['ETag'] : []),
    ...(deprecation ? ['Deprecation'] : []),
    ...(deprecation?.sunset ? ['Sunset'] : []),
  ];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function toParameters(where: 'path' | 'query', entries: v.ObjectEntries): Json[] {
  return Object.entries(entries).map(([name, schema]) => ({
    ...{ name, in: where, required: where === 'path' || !v.safeParse(schema, undefined).success },
    schema: toSchema(schema as v.GenericSchema, 'input'),
  }));
}

function toTool(route: PublicRoute): Tool {
  const { name, summary, method, path, scope, params = {}, body } = route;
  const fields = body && 'entries' in body ? (body.entries as v.ObjectEntries) : {};
  const query = toQueryEntries(route);
  const where = Object.fromEntries([
    ...Object.keys(params).map((key) => [key, 'path'] as const),
    ...Object.keys(query).map((key) => [key, 'query'] as const),
    ...Object.keys(fields).map((key) => [key, 'body'] as const),
  ]);
  const input = toSchema(v.object({ ...params, ...query, ...fields }), 'input');
  return { name, description: summary, method, path, scope, where, input };
}

/** Converts a schema to JSON Schema 2020-12, which OpenAPI 3.1 uses. */
function toSchema(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
  const { $schema: _, ...json } = toJsonSchema(schema as Parameters<typeof toJsonSchema>[0], {
    ...{ target: 'draft-2020-12', typeMode, errorMode: 'ignore' },
  });
  return json as Json;
}
