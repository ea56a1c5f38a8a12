import { expect, test } from 'bun:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { maxTerm, ResultQuery, Term, toResultQuery } from './contract.ts';

test.each([
  [undefined, ''],
  ['  포켓몬\t\n 블록 ', '포켓몬 블록'],
  ['포\u0000켓\u007f', '포켓'],
  ['\u202e나\u200b노\u200e블록', '나노블록'],
  ['\u0000', ''],
  ['가'.repeat(1_000), '가'.repeat(100)],
  [`${'가'.repeat(99)}😀`, '가'.repeat(99)],
  ['"NEAR(\' OR 1=1 --', '"NEAR(\' OR 1=1 --'],
])('%p is searched for as %p', (typed, term) => {
  expect(v.parse(Term, typed)).toBe(term);
});

test('a term is one short line of well-formed text, and stays as it is', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    fc.string({ unit: 'grapheme', minLength: 90, maxLength: 500 }),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const term = v.parse(Term, typed);
      expect(term.length).toBeLessThanOrEqual(maxTerm);
      expect(term.isWellFormed()).toBe(true);
      expect(term).not.toMatch(/\p{Cc}|^\s|\s$/u);
      expect(v.parse(Term, term)).toBe(term);
    }),
  );
});

test.each([
  [{}, { q: '', sort: 'relevance', page: 1 }],
  [
    { page: '0', sort: 'best' },
    { q: '', sort: 'relevance', page: 1 },
  ],
  [
    { page: '-3', department: '../x' },
    { q: '', sort: 'relevance', page: 1 },
  ],
  [{ page: '1e3' }, { q: '', sort: 'relevance', page: 1 }],
  [{ page: '99999' }, { q: '', sort: 'relevance', page: 1 }],
  [
    { q: 'a', page: '12', sort: 'rating', department: 'toys' },
    { q: 'a', page: 12, sort: 'rating', department: 'toys' },
  ],
])('the input %p gives a query that fits', (input, query) => {
  const { department, ...rest } = v.parse(ResultQuery, input);
  expect(department === undefined ? rest : { ...rest, department }).toEqual(query as never);
});

test('any input gives a query that is read the same again', () => {
  const input = fc.record(
    { q: fc.string({ unit: 'binary' }), sort: fc.string(), page: fc.string(), department: fc.string() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(input, (typed) => {
      const query = v.parse(ResultQuery, typed);
      const again = v.parse(ResultQuery, Object.fromEntries(new URLSearchParams(toResultQuery(query))));
      expect(again).toEqual(query);
    }),
  );
});
