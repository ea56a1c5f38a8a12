import { describe, expect, test } from 'bun:test';
import * as v from 'valibot';
import { compareContracts } from './compare-contracts.ts';
import { toConsumer, toProvider } from './example-contracts.helper.ts';

const text = v.string();
const at = (schema: v.GenericSchema) => v.object({ a: schema });
const low = v.pipe(
  v.number(),
  v.check((value) => value < 5, 'must be low'),
);
const lower = v.pipe(
  v.number(),
  v.check((value) => value < 4, 'must be low'),
);
const raw = (limit: string) =>
  v.pipe(
    text,
    v.rawCheck(({ dataset, addIssue }) => {
      if (dataset.typed && dataset.value > 'm') addIssue();
    }),
    v.minLength(limit.length),
  );
const trimmed = v.pipe(
  text,
  v.transform((value) => value.trim()),
);
const trimmedToOne = v.pipe(
  text,
  v.transform((value) => value.trim()),
  v.minLength(1),
);
const both = v.pipe(
  v.object({ a: v.number(), b: v.number() }),
  v.check(({ a, b }) => a < b, 'must grow'),
);
const bothSame = v.pipe(
  v.object({ a: v.number(), b: v.number(), c: v.optional(text) }),
  v.check(({ a, b }) => a < b, 'must grow'),
);

/** What happens to an answer, and to the body of a request: `?` is unknown, `✗` breaks the caller. */
type Row = [change: string, before: v.GenericSchema, after: v.GenericSchema, answer: string, request: string];
const rows: Row[] = [
  ['no function changes', at(low), at(low), '✓', '✓'],
  ['a check is added', at(v.number()), at(low), '✓', '?'],
  ['a check is removed', at(low), at(v.number()), '?', '✓'],
  ['a check gets another function', at(low), at(lower), '?', '?'],
  ['a raw check is added', at(text), at(raw('')), '✓', '?'],
  ['a transformation is added', at(text), at(trimmed), '✓', '?'],
  ['a rule after a transformation is added', at(trimmed), at(trimmedToOne), '?', '?'],
  ['a check in a list is added', at(v.array(v.number())), at(v.array(low)), '✓', '?'],
  ['a check in a choice is added', at(v.union([text, v.number()])), at(v.union([text, low])), '✓', '?'],
  ['a check may be passed over', at(low), at(v.union([low, v.number()])), '?', '✓'],
  ['an optional field is added beside the same check', both, bothSame, '✓', '✓'],
  ['a check is added, and a field becomes required', at(text), v.object({ a: text, b: low }), '✓', '✗'],
  ['a check changes, and a text becomes shorter', at(raw('')), at(raw('ab')), '✓', '✗'],
];

describe('a rule that is a function', () => {
  test.each(rows)('%s', (_, before, after, answer, request) => {
    const signs = { breaks: '✗', unknown: '?' } as Record<string, string>;
    const judge = (part: 'answer' | 'body') => {
      const [old, now] = [{ [part]: before }, { [part]: after }].map((sketch) => toProvider(sketch));
      if (!now) throw new Error('There is no contract.');
      const [first] = compareContracts(old, now, [toConsumer({ [part]: before })]);
      return signs[first?.kind ?? ''] ?? '✓';
    };
    expect({ answer: judge('answer'), request: judge('body') }).toEqual({ answer, request });
  });

  test('is named with its message, and with the workers that it may break', () => {
    const [old, now] = [toProvider({ body: at(v.number()) }), toProvider({ body: at(low) })];
    expect(compareContracts(old, now, [toConsumer({ body: at(v.number()) })])[0]).toEqual({
      ...{ kind: 'unknown', slice: 'stock', whom: ['cart-bff'] },
      sentence:
        'GET /stock of stock-service: `a` of the body meets a new or changed rule that is a function, v.check ("must be low") in a request of cart-bff, so it is unknown whether it is still accepted.',
    });
  });

  test('that is accepted is not reported again, but its next change is', () => {
    const consumer = toConsumer({ body: at(v.number()) });
    const accepted = toProvider({ body: at(low) });
    expect(compareContracts(accepted, accepted, [consumer])).toEqual([]);
    const kinds = compareContracts(accepted, toProvider({ body: at(lower) }), [consumer]).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['unknown']);
  });
});
