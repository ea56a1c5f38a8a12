import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { root } from '../../tools/workers.ts';

const contracts = [...new Bun.Glob('{bff,services}/*/contract.ts').scanSync(root)].sort();
const helpers = (
  await Promise.all(
    contracts.map(async (file) => {
      const { paths = {} } = await import(`${root}/${file}`);
      return Object.entries(paths).flatMap(([name, path]) =>
        typeof path === 'function' ? [[`${file} ${name}`, path as Helper] as const] : [],
      );
    }),
  )
).flat();

type Helper = (...values: unknown[]) => string;

const hostile = fc.oneof(
  fc.constantFrom(
    '.',
    '..',
    '../x',
    'a/b',
    '//evil.example',
    'a?b=c',
    'a#b',
    'a&b=c',
    '\\x',
    '%2e%2e',
    '나 노',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

test.each(helpers)('%s keeps each value within its part of the path', (_, helper) => {
  const usual = toShape(helper, '1');
  fc.assert(fc.property(hostile, (text) => expect(toShape(helper, text)).toEqual(usual)));
});

test('the check finds more than 40 functions that make paths', () =>
  expect(helpers.length).toBeGreaterThan(40));

const base = 'http://worker';

/** Returns the parts that a value must not change: host, number of segments, names in the query, and hash. */
function toShape(helper: Helper, text: string) {
  const path = helper(...Array(4).fill(toArgument(text)));
  const url = new URL(path, base);
  return {
    host: url.host,
    segments: url.pathname.split('/').length,
    first: url.pathname.split('/')[1],
    names: [...url.searchParams.keys()].filter((name) => name !== '0'),
    hash: url.hash,
  };
}

/** Makes a value that works as a text, as a list of one, and as a record, since path functions take each of them. */
function toArgument(text: string): unknown {
  const names = ['product', 'slug', 'q', 'category', 'department', 'sort', 'rating', 'page', 'badge'];
  return Object.assign([text || '0'], Object.fromEntries(names.map((name) => [name, text || '0'])), {
    toString: () => text || '0',
  });
}
