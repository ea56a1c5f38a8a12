import { describe, expect, test } from 'bun:test';
import { publicPrefix, scopes } from '@jogakbo/contracts/api';
import { headers } from '@jogakbo/contracts/fragment';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { createClientTypes } from '../../tools/operator/create-client-types.ts';
import { root } from '../../tools/workers.ts';
import { createTestIdentity } from '../create-test-identity.helper.ts';
import { readPublicApi } from '../read-public-api.helper.ts';

type Operation = {
  operationId: string;
  parameters?: { name?: string; in?: string; schema: { enum?: string[]; pattern?: string } }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, object>;
};
type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
};

const { settings, tokenFor } = await createTestIdentity();
const { apps, parts, document } = await readPublicApi();
const operations = [...parts].flatMap(([slice, { paths }]) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...{ slice, path, method, operation: operation as Operation },
    })),
  ),
);

describe('the one OpenAPI document of all public routes', () => {
  test('is valid for a linter', async () => {
    const config = await createConfig({
      extends: ['recommended-strict'],
      rules: { 'no-server-example.com': 'off' },
    });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    expect(problems.map(({ message, location }) => `${location[0]?.pointer}: ${message}`)).toEqual([]);
  });

  test('has every slice that shows products, and each name once', () => {
    expect([...parts.keys()]).toEqual(
      expect.arrayContaining(['category', 'pricing', 'product', 'review', 'search', 'transport']),
    );
    const names = operations.map(({ operation }) => operation.operationId);
    expect(names).toEqual([...new Set(names)]);
    expect(names.length).toBeGreaterThan(12);
  });

  test('is the source of the types for clients: bun tools/api-client.ts writes them again', async () => {
    const written = await Bun.file(`${root}/docs/api-client/jogakbo-api.d.ts`).text();
    expect(written).toBe(await createClientTypes(document));
  });

  test('has every route and every parameter in the commands of the guide', async () => {
    const guide = await Bun.file(`${root}/docs/api.md`).text();
    const urls = [...guide.matchAll(/^curl -s "?http:\/\/localhost:8787\/api\/v1(\/[^"\s]*)"? /gm)];
    const tools = [...parts.values()].flatMap((part) => part.tools.map(({ name }) => name));
    for (const [, tool = ''] of guide.matchAll(/"params":\{"name":"(\w+)"/g)) expect(tools).toContain(tool);
    const routes = urls
      .map(([, url]) => new URL(`http://shop${url}`))
      .filter(({ pathname }) => pathname !== '/mcp');
    expect(routes.length).toBeGreaterThan(4);
    for (const { pathname, searchParams } of routes) {
      const found = operations.find(
        ({ path, method }) =>
          method === 'get' && new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
      );
      const named = (found?.operation.parameters ?? []).filter((each) => each.in === 'query');
      const required = named.filter((each) => 'required' in each && each.required).map(({ name }) => name);
      expect({ pathname, known: found !== undefined }).toEqual({ pathname, known: true });
      expect([...searchParams.keys()]).toEqual(expect.arrayContaining(required));
      expect(named.map(({ name }) => name)).toEqual(expect.arrayContaining([...searchParams.keys()]));
    }
  });

  test('has every status that the shell itself sends', () => {
    for (const { operation } of operations)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '429', '503']));
  });
});

test('no tool of an assistant can order or cancel: the member does that in the shop', () => {
  const tools = [...parts.values()].flatMap((part) => part.tools);
  expect(tools.map(({ name }) => name)).toContain('get_checkout_link');
  expect(tools.filter(({ scope }) => scope === 'checkout').map(({ name }) => name)).toEqual([]);
  const changing = tools.filter(({ method }) => method !== 'GET').map(({ name }) => name);
  expect(changing.sort()).toEqual(['add_to_cart', 'change_cart_item', 'remove_from_cart']);
});

/** What the services behind a BFF answer: a status with a problem, an answer of a wrong form, or no answer. */
const answers = [200, 400, 401, 403, 404, 409, 410, 418, 422, 429, 500, 502, 503, 504, 'none'] as const;

describe.each(operations)('$method $path', ({ slice, path, method, operation }) => {
  test('sends only statuses that the document has, whatever its services answer', async () => {
    const app = apps.get(slice) as NonNullable<ReturnType<typeof apps.get>>;
    const audience = [slice, 'cart', 'member', 'pricing'];
    const token = await tokenFor({ member: 'm1', audience });
    for (const answer of answers) {
      const { schema } = operation.requestBody?.content['application/json'] ?? {};
      const body = schema && JSON.stringify(toExampleValue(schema));
      const target = publicPrefix + toExample(path.slice(slice.length + 1), operation);
      const request = new Request(`http://worker${target}`, {
        method: method.toUpperCase(),
        headers: {
          [headers.scopes]: scopes.join(' '),
          [headers.identity]: token,
          'idempotency-key': crypto.randomUUID(),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body } : {}),
      });
      const { status } = await app.fetch(request, toEnv(answer), context());
      expect({ answer, documented: Object.keys(operation.responses) }).toEqual({
        answer,
        documented: expect.arrayContaining([String(status)]),
      });
    }
  });
});

/** A BFF's environment, in which all services give the same answer. */
function toEnv(answer: number | 'none'): object {
  const service = {
    async fetch() {
      if (answer === 'none') throw new Error('The service is out of reach.');
      return Response.json({ type: 'about:blank', title: 'A test', status: answer }, { status: answer });
    },
  };
  const values: Record<string, unknown> = { ...settings, LOG_LEVEL: 'off' };
  return new Proxy(values, {
    get: (known, name) => (/^[A-Z]+$/.test(String(name)) && !(name in known) ? service : known[String(name)]),
  });
}

/** Puts values into the names in braces of a path, and gives each required part of the query one. */
function toExample(path: string, { parameters = [] }: Operation): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => exampleOf(name));
  const required = parameters.filter((each) => each.in === 'query' && 'required' in each && each.required);
  const query = required.map(({ name = '' }) => `${name}=${exampleOf(name)}`).join('&');
  return query ? `${filled}?${query}` : filled;

  function exampleOf(name: string): string {
    return parameters.find((each) => each.name === name)?.schema.enum?.[0] ?? '1';
  }
}

/** Makes a value that a JSON Schema accepts, as far as the schemas of the routes go. */
function toExampleValue(schema: Schema): unknown {
  const { type, properties = {}, required = [] } = schema;
  if (schema.anyOf?.[0]) return toExampleValue(schema.anyOf[0]);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (type === 'object')
    return Object.fromEntries(required.map((name) => [name, toExampleValue(properties[name] as Schema)]));
  if (type === 'array') return [];
  return type === 'string' ? '1' : type === 'boolean' ? true : Math.max(1, schema.minimum ?? 0);
}

function context() {
  return { waitUntil() {}, passThroughOnException() {} };
}
