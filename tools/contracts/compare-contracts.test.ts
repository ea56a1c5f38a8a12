import { describe, expect, test } from 'bun:test';
import * as v from 'valibot';
import { compareContracts, findUnmet } from './compare-contracts.ts';
import { emptyContract } from './contract.ts';
import { type Sketch, toConsumer, toProvider } from './example-contracts.helper.ts';

const text = v.string();
const number = v.number();
const level = v.picklist(['in', 'out']);
const more = v.picklist(['in', 'low', 'out']);
const some = (schema: v.GenericSchema, ...rules: unknown[]) =>
  v.pipe(schema, ...(rules as [])) as v.GenericSchema;
const at = (schema: v.GenericSchema) => v.object({ a: schema });
const strict = (schema: v.GenericSchema) => v.strictObject({ a: schema });

/** What happens to an answer, and to the body of a request: `✗` breaks the caller. */
type Row = [change: string, before: v.GenericSchema, after: v.GenericSchema, answer: string, request: string];
const rows: Row[] = [
  ['an optional field is added', at(text), v.object({ a: text, b: v.optional(text) }), '✓', '✓'],
  ['a required field is added', at(text), v.object({ a: text, b: text }), '✓', '✗ b'],
  ['a field with a default is added', at(text), v.object({ a: text, b: v.optional(text, '') }), '✓', '✓'],
  ['a required field is removed', v.object({ a: text, b: text }), at(text), '✗ b', '✓'],
  ['an optional field is removed', v.object({ a: text, b: v.optional(text) }), at(text), '✓', '✓'],
  ['a field is renamed', at(text), v.object({ z: text }), '✗ a', '✗ z'],
  ['a required field becomes optional', at(text), at(v.optional(text)), '✗ a', '✓'],
  ['an optional field becomes required', at(v.optional(text)), at(text), '✓', '✗ a'],
  ['a field becomes nullable', at(text), at(v.nullable(text)), '✗ null', '✓'],
  ['a nullable field is never null any more', at(v.nullable(text)), at(text), '✓', '✗ null'],
  ['a default is added to a required field', at(text), at(v.optional(text, 'x')), '✓', '✓'],
  ['a default is taken away', at(v.optional(text, 'x')), at(text), '✓', '✗ a'],
  ['a default becomes a plain option', at(v.optional(text, 'x')), at(v.optional(text)), '✓', '✓'],
  ['a default has another value', at(v.optional(text, 'x')), at(v.optional(text, 'y')), '✓', '✓'],
  ['a list of values grows', at(level), at(more), '✗ "low"', '✓'],
  ['a list of values shrinks', at(more), at(level), '✓', '✗ "low"'],
  ['a list of values becomes any text', at(level), at(text), '✗ a text', '✓'],
  ['any text becomes a list of values', at(text), at(level), '✓', '✗ a text'],
  ['a number becomes a text', at(number), at(text), '✗ a text', '✗ a number'],
  ['a whole number becomes any number', at(some(number, v.integer())), at(number), '✗ a number', '✓'],
  ['any number becomes a whole number', at(number), at(some(number, v.integer())), '✓', '✗ a number'],
  ['a value becomes a list', at(text), at(v.array(text)), '✗ a list', '✗ a text'],
  ['a list becomes a value', at(v.array(text)), at(text), '✗ a text', '✗ a list'],
  ['entries of a list get another type', at(v.array(text)), at(v.array(number)), '✗ a[]', '✗ a[]'],
  [
    'an object in a list loses a field',
    v.array(v.object({ a: text, b: text })),
    v.array(at(text)),
    '✗ [].b',
    '✓',
  ],
  ['a field deep inside is removed', at(at(v.object({ b: text }))), at(at(v.object({}))), '✗ a.a.b', '✓'],
  ['a pattern is added', at(text), at(some(text, v.regex(/^a/))), '✓', '✗ pattern'],
  ['a pattern is removed', at(some(text, v.regex(/^a/))), at(text), '✗ pattern', '✓'],
  [
    'a pattern changes',
    at(some(text, v.regex(/^a/))),
    at(some(text, v.regex(/^b/))),
    '✗ pattern',
    '✗ pattern',
  ],
  [
    'a pattern gets a flag',
    at(some(text, v.regex(/^a/))),
    at(some(text, v.regex(/^a/i))),
    '✗ pattern',
    '✗ pattern',
  ],
  [
    'a second pattern is added',
    at(some(text, v.regex(/^a/))),
    at(some(text, v.regex(/^a/), v.regex(/b$/))),
    '✓',
    '✗ pattern',
  ],
  ['a format is added', at(text), at(some(text, v.email())), '✓', '✗ email'],
  ['a format is removed', at(some(text, v.email())), at(text), '✗ email', '✓'],
  ['a format changes', at(some(text, v.isoDate())), at(some(text, v.isoTimestamp())), '✗ date', '✗ date'],
  [
    'a maximum is raised',
    at(some(number, v.maxValue(9))),
    at(some(number, v.maxValue(99))),
    '✗ more than 9',
    '✓',
  ],
  [
    'a maximum is lowered',
    at(some(number, v.maxValue(99))),
    at(some(number, v.maxValue(9))),
    '✓',
    '✗ more than 9',
  ],
  [
    'a minimum is lowered',
    at(some(number, v.minValue(1))),
    at(some(number, v.minValue(0))),
    '✗ less than 1',
    '✓',
  ],
  [
    'a minimum is raised',
    at(some(number, v.minValue(0))),
    at(some(number, v.minValue(1))),
    '✓',
    '✗ less than 1',
  ],
  [
    'a text may be longer',
    at(some(text, v.maxLength(3))),
    at(some(text, v.maxLength(5))),
    '✗ longer than 3',
    '✓',
  ],
  ['a text may be empty', at(some(text, v.minLength(1))), at(text), '✗ shorter than 1', '✓'],
  [
    'a list may be longer',
    at(some(v.array(text), v.maxLength(3))),
    at(v.array(text)),
    '✗ more entries than 3',
    '✓',
  ],
  ['a list may be empty', at(some(v.array(text), v.minLength(1))), at(v.array(text)), '✗ fewer entries', '✓'],
  ['one of two forms is gone', at(v.union([text, number])), at(text), '✓', '✗ a number'],
  ['a second form is added', at(text), at(v.union([text, number])), '✗ a number', '✓'],
  ['a variant gets a new kind', variants('x'), variants('x', 'y'), '✗ `kind` may be "y"', '✓'],
  ['a variant loses a kind', variants('x', 'y'), variants('x'), '✓', '✗ may be "y"'],
  ['other fields are refused from now on', at(text), strict(text), '✓', '✗ fields that are not accepted'],
  ['other fields are accepted from now on', strict(text), at(text), '✓', '✓'],
  [
    'a strict reader gets a new field',
    strict(text),
    v.strictObject({ a: text, b: v.optional(text) }),
    '✗ b',
    '✓',
  ],
  ['a record has other values', v.record(text, text), v.record(text, number), '✗ [name]', '✗ [name]'],
  ['a tuple gets shorter', v.tuple([text, text]), v.tuple([text]), '✗ fewer entries than 2', '✓'],
  ['a yes or no becomes always yes', at(v.boolean()), at(v.literal(true)), '✓', '✗ false'],
  ['always yes becomes yes or no', at(v.literal(true)), at(v.boolean()), '✗ false', '✓'],
  ['an unknown value gets a type', at(v.unknown()), at(text), '✓', '✗ anything'],
  ['an intersection loses a part', v.intersect([at(text), v.object({ b: text })]), at(text), '✗ b', '✓'],
  ['nothing changes', at(v.array(more)), at(v.array(more)), '✓', '✓'],
];

describe('a change of a schema', () => {
  test.each(rows)('%s', (_, before, after, answer, request) => {
    expect(judge({ answer: before }, { answer: after })).toMatch(toPattern(answer));
    expect(judge({ body: before }, { body: after })).toMatch(toPattern(request));
    // Parameters of fragments and queries are requests, and events are read like answers.
    expect(judge({ params: before }, { params: after })).toMatch(toPattern(request));
    expect(judge({ event: before }, { event: after })).toMatch(toPattern(answer));
  });
});

describe('a change of anything else', () => {
  test.each<[string, Sketch, Sketch, string]>([
    [
      'a path changes',
      {},
      { path: '/stocks' },
      '✗ GET /stock of stock-service is gone, and cart-bff needs it',
    ],
    ['a method changes', {}, { method: 'POST' }, '✗ GET /stock of stock-service is gone'],
    ['a route is removed', {}, { route: null }, '✓'],
    ['a success gets another status', {}, { status: '201' }, '✓'],
    [
      'a success becomes a failure',
      { answer: at(text) },
      { answer: at(text), status: '503' },
      '✗ no successful answer',
    ],
    [
      'a header is required',
      {},
      { header: v.object({ 'idempotency-key': text }) },
      '✗ `idempotency-key` of the headers',
    ],
    ['a header is accepted', {}, { header: v.object({ 'idempotency-key': v.optional(text) }) }, '✓'],
    ['a query becomes required', {}, { query: v.object({ item: text }) }, '✗ `item` of the query is missing'],
    ['a fragment is renamed', {}, { fragment: 'amount' }, '✗ The fragment stock/level is gone'],
    [
      'a fragment needs one more parameter',
      {},
      { params: v.object({ item: text }) },
      '✗ `item` of the parameters',
    ],
    [
      'an event is renamed',
      {},
      { eventType: 'stock.moved' },
      '✗ The event stock.changed is gone, and cart-service',
    ],
    [
      'an event loses a field',
      { event: at(text) },
      { event: v.object({}) },
      '✗ `a` is missing, and cart-service',
    ],
    ['a tag is renamed', {}, { tags: ['stocks-{}'] }, '✗ cache tag stock-{} any more, so cart-shell'],
    ['a tag is added', {}, { tags: ['stock-{}', 'item-{}'] }, '✓'],
    [
      'a header of the protocol is renamed',
      {},
      { headers: { version: 'x-build' } },
      '✗ is now x-build, and cart uses x-version',
    ],
    ['a header of the protocol is gone', {}, { headers: {} }, '✗ The header for "version" is gone'],
    ['a header of the protocol is added', {}, { headers: { version: 'x-version', hint: 'x-hint' } }, '✓'],
  ])('%s', (change, before, after, expected) => {
    const verdict = judge(before, after);
    // Without its only route, the worker is still known by its contract.
    if (change === 'a route is removed')
      expect(verdict).toContain('GET /stock of stock-service is gone, and cart-bff');
    else expect(verdict).toMatch(toPattern(expected));
  });
});

test('a removal passes when the last caller that was released needs it no more', () => {
  const before = toProvider({ answer: v.object({ a: text, b: text }) });
  const after = toProvider({ answer: at(text) });
  expect(
    compareContracts(before, after, [toConsumer({ answer: v.object({ a: text, b: text }) })])[0]?.kind,
  ).toBe('breaks');
  const verdicts = compareContracts(before, after, [toConsumer({ answer: at(text) })]);
  expect(verdicts).toEqual([
    {
      ...{ kind: 'changes', slice: 'stock', whom: [] },
      sentence: 'GET /stock of stock-service changes, and every released slice still understands it.',
    },
  ]);
  const gone = compareContracts(before, emptyContract('stock'), [emptyContract('cart')]);
  expect(gone.map(({ kind }) => kind)).toEqual(['removes', 'removes', 'removes', 'removes', 'removes']);
});

test('a sentence names every worker that breaks once', () => {
  const consumer = toConsumer({ answer: at(text) });
  const [need] = consumer.needs.routes;
  consumer.needs.routes.push({ ...(need as NonNullable<typeof need>), worker: 'cart-frontend' });
  const verdicts = compareContracts(toProvider({ answer: at(text) }), toProvider({ answer: at(number) }), [
    consumer,
    consumer,
  ]);
  expect(verdicts.map(({ sentence }) => sentence)).toEqual([
    'GET /stock of stock-service: `a` may be a number, and cart-bff cannot read that.',
    'GET /stock of stock-service: `a` may be a number, and cart-frontend cannot read that.',
  ]);
});

test('a fault that was released before is not reported again', () => {
  const wrong = toConsumer({ answer: at(number) });
  const provider = toProvider({ answer: at(text) });
  expect(compareContracts(provider, provider, [wrong])).toEqual([]);
  expect(compareContracts(undefined, provider, [wrong])[0]?.kind).toBe('breaks');
});

test('a slice cannot be deployed before what it needs', () => {
  const needsMore = toConsumer({ answer: v.object({ a: text, b: text }) });
  const before = toProvider({ answer: at(text) });
  expect(findUnmet(toConsumer({ answer: at(text) }), needsMore, [before])[0]?.sentence).toContain(
    '`b` is missing',
  );
  expect(findUnmet(undefined, needsMore, [toProvider({ answer: v.object({ a: text, b: text }) })])).toEqual(
    [],
  );
});

function variants(...kinds: string[]): v.GenericSchema {
  return v.variant(
    'kind',
    kinds.map((kind) => v.object({ kind: v.literal(kind), [kind]: v.string() })) as never,
  );
}

function judge(before: Sketch, after: Sketch): string {
  const verdicts = compareContracts(toProvider(before), toProvider(after), [toConsumer(before)]);
  const breaks = verdicts.filter(({ kind }) => kind === 'breaks');
  return breaks.length > 0 ? `✗ ${breaks.map(({ sentence }) => sentence).join(' ')}` : '✓';
}

function toPattern(expected: string): RegExp {
  if (expected === '✓') return /^✓$/;
  const escaped = expected.slice(2).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^✗ .*${escaped}`);
}
