import { expect, test } from 'bun:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { compareContracts } from './compare-contracts.ts';
import { toConsumer, toProvider } from './example-contracts.helper.ts';

/** A schema before and after a change, with values that fit it. */
type Side = { schema: v.GenericSchema; values: fc.Arbitrary<unknown> };
type Change = { before: Side; after: Side };

const side = (schema: v.GenericSchema, values: fc.Arbitrary<unknown>): Side => ({ schema, values });
const same = (one: Side): Change => ({ before: one, after: one });
/** Most changes of a field go from one of these to another. */
const either = (sides: Side[]) =>
  fc
    .tuple(fc.constantFrom(...sides), fc.constantFrom(...sides))
    .map(([before, after]): Change => ({ before, after }));

const count = (least: number, most: number) =>
  side(
    v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)),
    fc.integer({ min: least, max: most }),
  );
const word = (least: number, most: number) =>
  side(
    v.pipe(v.string(), v.minLength(least), v.maxLength(most)),
    fc.string({ minLength: least, maxLength: most, unit: 'grapheme-ascii' }),
  );
const kind = (...kinds: string[]) => side(v.picklist(kinds), fc.constantFrom(...kinds));
const coded = side(v.pipe(v.string(), v.regex(/^[ab]{2}$/)), fc.constantFrom('aa', 'ab', 'bb'));

const leaf = fc.oneof(
  either([
    count(0, 9),
    count(1, 9),
    count(0, 5),
    side(v.number(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  ]),
  either([word(0, 5), word(1, 5), word(0, 9), coded, side(v.string(), fc.string())]),
  either([kind('a', 'b'), kind('a', 'b', 'c'), kind('a'), side(v.string(), fc.string())]),
  either([side(v.boolean(), fc.boolean()), side(v.literal(true), fc.constant(true))]),
  either([count(0, 9), word(0, 5), side(v.null(), fc.constant(null)), side(v.unknown(), fc.jsonValue())]),
);

/** The ways to have a field: `undefined` in a value means that the field is left out. */
const presences: Record<string, (one: Side) => Side | undefined> = {
  required: (one) => one,
  absent: () => undefined,
  optional: ({ schema, values }) => side(v.optional(schema), fc.option(values, { nil: undefined })),
  nullable: ({ schema, values }) => side(v.nullable(schema), fc.option(values, { nil: null })),
  list: ({ schema, values }) => side(v.array(schema), fc.array(values, { maxLength: 3 })),
  short: ({ schema, values }) =>
    side(v.pipe(v.array(schema), v.maxLength(2)), fc.array(values, { maxLength: 2 })),
  record: ({ schema, values }) =>
    side(v.record(v.string(), schema), fc.dictionary(fc.string({ minLength: 1 }), values, { maxKeys: 2 })),
};
const names = Object.keys(presences);

const { change } = fc.letrec<{ change: Change; object: Change }>((tie) => ({
  change: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('object')),
  object: fc
    .array(
      fc.tuple(
        tie('change'),
        fc.boolean(),
        fc.constantFrom(...names),
        fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(...names)),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((fields) => {
      const before: [string, Side][] = [];
      const after: [string, Side][] = [];
      for (const [index, [inner, changes, was, becomes]] of fields.entries()) {
        const { before: old, after: now } = changes ? inner : same(inner.before);
        const one = presences[was]?.(old);
        const other = presences[becomes ?? was]?.(now);
        if (one) before.push([`f${index}`, one]);
        if (other) after.push([`f${index}`, other]);
      }
      return { before: toObject(before), after: toObject(after) };
    }),
}));

function toObject(fields: [string, Side][]): Side {
  const schema = v.object(Object.fromEntries(fields.map(([name, field]) => [name, field.schema])));
  const values = fc.record(Object.fromEntries(fields.map(([name, field]) => [name, field.values])));
  // A missing field is no field, as in JSON.
  return side(
    schema,
    values.map((value) => JSON.parse(JSON.stringify(value))),
  );
}

const runs = { numRuns: 200 };

test('if a changed answer passes, an old caller parses every value of the new worker', () => {
  let passed = 0;
  fc.assert(
    fc.property(change, ({ before, after }) => {
      if (!passes({ answer: before.schema }, { answer: after.schema })) return;
      passed += 1;
      for (const value of fc.sample(after.values, 20)) expectParses(before.schema, value);
    }),
    runs,
  );
  expect(passed).toBeGreaterThan(runs.numRuns / 20);
});

test('if a changed request passes, the new worker parses every value of an old caller', () => {
  let passed = 0;
  fc.assert(
    fc.property(change, ({ before, after }) => {
      if (!passes({ body: before.schema }, { body: after.schema })) return;
      passed += 1;
      for (const value of fc.sample(before.values, 20)) expectParses(after.schema, value);
    }),
    runs,
  );
  expect(passed).toBeGreaterThan(runs.numRuns / 20);
});

test('a schema that does not change always passes', () => {
  fc.assert(
    fc.property(change, ({ before }) =>
      passes({ answer: before.schema, body: before.schema }, { answer: before.schema, body: before.schema }),
    ),
    runs,
  );
});

function passes(before: Parameters<typeof toProvider>[0], after: Parameters<typeof toProvider>[0]): boolean {
  const verdicts = compareContracts(toProvider(before), toProvider(after), [toConsumer(before)]);
  return verdicts.every(({ kind }) => kind !== 'breaks');
}

function expectParses(schema: v.GenericSchema, value: unknown): void {
  const parsed = v.safeParse(schema, value);
  expect(parsed.success ? [] : [JSON.stringify(value), v.flatten(parsed.issues)]).toEqual([]);
}
