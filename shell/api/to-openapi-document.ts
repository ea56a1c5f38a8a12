import { authorizationPath, type MemberScope, publicApiPath, tokenPath } from '@jogakbo/contracts/api';
import { problemType } from '@jogakbo/contracts/problem';
import type { PublicParts } from './read-public-parts.ts';
import { webhooks } from './webhooks.ts';

/** Joins the public parts of all slices into one OpenAPI 3.1 document. https://spec.openapis.org/oas/v3.1.1 */
export function toOpenApiDocument(parts: PublicParts, origin: string) {
  const paths = Object.assign({}, ...[...parts.values()].map((part) => part.paths)) as Record<string, object>;
  const used = JSON.stringify(paths);
  const keepUsed = <Value>(kind: string, all: Record<string, Value>) =>
    Object.fromEntries(
      Object.entries(all).filter(
        ([name]) => name === 'Retry-After' || used.includes(`"#/components/${kind}/${name}"`),
      ),
    );
  return {
    openapi: '3.1.1',
    info: {
      title: 'Jogakbo',
      version: '1',
      description:
        'The API of the shop for apps, partners and assistants. Amounts are won. Texts are Korean, or English with "accept-language: en". ' +
        'Paths in answers, such as those of pictures, are relative to the address of the shop. ' +
        'A program sends its key, or the token of a member who has allowed it (OAuth 2.1 with PKCE). Each change needs an Idempotency-Key. ' +
        'Events of orders come as webhooks, signed as Standard Webhooks says. /api/v1/docs describes all of this.',
      license: { name: 'Proprietary', url: `${origin}/terms` },
    },
    servers: [{ url: `${origin}${publicApiPath}` }],
    tags: [...parts.keys()].map((name) => ({ name, description: `The public routes of ${name}.` })),
    paths,
    webhooks,
    components: {
      securitySchemes: {
        key: {
          ...{ type: 'http', scheme: 'bearer' },
          description:
            'The key of a program, or the token of a member. A key begins with jbk_, a token with jba_.',
        },
        member: {
          ...{ type: 'oauth2', description: 'A token of a member who has allowed it. PKCE is required.' },
          flows: {
            authorizationCode: {
              authorizationUrl: origin + authorizationPath,
              ...{ tokenUrl: origin + tokenPath, refreshUrl: origin + tokenPath },
              scopes: memberScopeTexts,
            },
          },
        },
      },
      parameters: keepUsed('parameters', { IdempotencyKey: idempotencyKey }),
      headers: keepUsed('headers', headers),
      responses: keepUsed('responses', responses),
      schemas: { Problem: problemSchema },
    },
  };
}

const memberScopeTexts: Record<MemberScope, string> = {
  cart: "See the member's cart, add and remove items.",
  orders: "See the member's orders with their addresses, cancel orders.",
  checkout: "Order the items of the member's cart, see the saved addresses.",
};

const idempotencyKey = {
  ...{ name: 'Idempotency-Key', in: 'header', required: true },
  description:
    'A new text for each change. The same request with the same key takes effect once, and gets the first answer for 24 hours; another one is 422.',
  schema: { type: 'string', minLength: 1, maxLength: 100 },
};

const headers = toEach(
  {
    RateLimit: 'The requests that are left, and the seconds until the window ends.',
    'RateLimit-Policy': 'The quota of the client, and its window in seconds.',
    ETag: 'The version of the answer, for If-None-Match.',
    'Retry-After': 'Seconds until another try may succeed.',
    Deprecation: 'When the route became deprecated (RFC 9745).',
    Sunset: 'When the route may end (RFC 8594).',
  },
  (description) => ({ description, schema: { type: 'string' } }),
);

const problemRef = { $ref: '#/components/schemas/Problem' };
const text = { type: 'string' };
const problemSchema = {
  description: 'An error as in RFC 9457. `reason` is a word for programs, `detail` a sentence for people.',
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    ...{ type: text, title: text, status: { type: 'integer' }, detail: text, reason: text, trace: text },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: text, message: text, most: { type: 'number' } },
      },
    },
  },
};

const refusals = {
  304: 'The answer has not changed since the ETag that you sent.',
  400: 'The path or the body cannot be read, or the idempotency key is missing.',
  401: 'The key or token is missing, unknown, expired or revoked.',
  403: 'The key or token lacks the scope of this route.',
  404: 'It does not exist.',
  409: 'It contradicts the present state, or the first request with this key is under way.',
  410: 'It no longer exists.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The input is wrong; `errors` names the fields. Or the idempotency key belongs to another request.',
  429: 'The quota is used up.',
  500: 'A fault of the shop.',
  503: 'A part of the shop cannot be reached now.',
  504: 'A part of the shop took too long.',
};

const responses = Object.fromEntries(
  Object.entries(refusals).map(([status, description]) => [
    `Status${status}`,
    {
      description,
      ...(status === '304' ? {} : { content: { [problemType]: { schema: problemRef } } }),
      ...(status === '429' || status === '503'
        ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }
        : {}),
    },
  ]),
);

function toEach<Value>(all: Record<string, string>, to: (text: string) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).map(([name, text]) => [name, to(text)]));
}
