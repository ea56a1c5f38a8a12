import { expect, test } from 'bun:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { home } from '../../tools/visitor/purchase.ts';
import { createProgram } from '../create-program.helper.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';

type Parameter = { name?: string; in?: string };
type Operation = {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: { properties?: object } }> };
  responses: Record<string, { $ref?: string; content?: Record<string, object> }>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, { content?: Record<string, object> }> };
};
type Call = { path: string; init: RequestInit & { headers: Record<string, string> } };

const shop = await openSharedShop();
const document = (await (await fetch(`${shop.url}/api/v1/openapi.json`)).json()) as Document;
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);
const program = await createProgram(shop, ['catalog:read', 'cart', 'orders', 'checkout']);
const member = await createShopper(shop);
const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
const order = await member.buy({ item });
const { access_token: token } = await program.connect(member);
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'document');

/** Texts that a client may send: right for some field, or wrong for each. */
const texts = fc.constantFrom(
  ...[
    item.productId,
    item.itemId,
    fixtures.manyReviews.id,
    order,
    'mug',
    '도마',
    'price-asc',
    '1',
    '0',
    '-1',
  ],
  ...['9'.repeat(40), '%', '%00', '../..', "'; --", '<b>', 'ﷺ', 'x'.repeat(3_000), 'null'],
);
const values = fc.oneof(
  texts,
  fc.constantFrom<unknown>(0, 1, -1, 1.5, 1e9, true, null, [], {}, home, { method: 'card', token: 'tok_ok' }),
);
const keys = fc.oneof(fc.uuid(), fc.constantFrom('', 'the-same', 'k'.repeat(101)));
const sent = fc.record({
  fields: fc.array(texts, { minLength: 12, maxLength: 12 }),
  left: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  body: fc.array(values, { minLength: 12, maxLength: 12 }),
  raw: fc.option(fc.constantFrom('', '{', '[]', 'null', '{"__proto__":1}', `"${'x'.repeat(70_000)}"`), {
    freq: 5,
  }),
  key: fc.option(keys, { freq: 6 }),
  type: fc.constantFrom(
    'application/json',
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
  ),
  token: fc.constantFrom(token, token, token, token, program.key, 'jba_nonsense', ''),
});

type Sent = typeof sent extends fc.Arbitrary<infer Value> ? Value : never;

test('a client that sends random requests gets only answers that the document describes', async () => {
  for (const { path, method, operation } of operations)
    await fc.assert(
      fc.asyncProperty(sent, async (values) => {
        const call = toCall(path, method, operation, values);
        const answer = await fetch(`${shop.url}/api/v1${call.path}`, call.init);
        expect({ call, faults: await findFaults(path, method, answer) }).toEqual({ call, faults: [] });
      }),
      // Each run sends the same requests; SEED=2 sends others. The shop changes with each one, so a shorter series would be another test.
      { numRuns: 5, seed: Number(process.env.SEED ?? 15), endOnFailure: true },
    );
});

/** Makes a request of an operation; each part of the query and of the body may be missing. */
function toCall(
  path: string,
  method: string,
  { parameters = [], requestBody }: Operation,
  { fields, left, body, raw, key, type, token: credential }: Sent,
): Call {
  let next = 0;
  const target = path.replace(/\{\w+\}/g, () => encodeURIComponent(fields[next++] as string));
  const query = new URLSearchParams(
    parameters
      .filter((each) => each.in === 'query' && !left[next])
      .map(({ name = '' }) => [name, fields[next++] as string]),
  );
  const { properties = {} } = requestBody?.content['application/json']?.schema ?? {};
  const named = Object.keys(properties).flatMap((name, index) => (left[index] ? [] : [[name, body[index]]]));
  return {
    path: query.size > 0 ? `${target}?${query}` : target,
    init: {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${credential}`,
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...(method === 'get' ? {} : { 'content-type': type }),
      },
      ...(method === 'get' ? {} : { body: raw ?? JSON.stringify(Object.fromEntries(named)) }),
    },
  };
}

/** Says what in an answer differs from the document. */
async function findFaults(path: string, method: string, answer: Response): Promise<string[]> {
  const status = String(answer.status);
  const { $ref, content } = document.paths[path]?.[method]?.responses[status] ?? {};
  const body = await answer.text();
  if (!$ref && !content) return [`the status ${status} is not documented: ${body.slice(0, 300)}`];
  const place = $ref ?? `#/${['paths', path, method, 'responses', status].map(toPointer).join('/')}`;
  const forms = Object.keys(content ?? document.components.responses[`Status${status}`]?.content ?? {});
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (forms.length === 0) return body === '' ? [] : [`${status} has a body`];
  if (!forms.includes(type)) return [`${status} has the type ${type}, not ${forms.join(', ')}`];
  const check = ajv.compile({ $ref: `document${place}/content/${toPointer(type)}/schema` });
  const faults = check(JSON.parse(body)) ? [] : [`${ajv.errorsText(check.errors)} in ${body.slice(0, 300)}`];
  return method === 'get' && answer.ok && !answer.headers.get('etag') ? [...faults, 'no ETag'] : faults;
}

function toPointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
