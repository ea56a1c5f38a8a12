import { expect, test } from 'bun:test';
import type { ShellBindings } from '../bindings.ts';
import worker from '../worker.ts';
import { readTakeover, toShare } from './takeover.ts';

const slices = new Set(['cart', 'search']);

test('without a table, all routes are ours, and other paths are of the legacy', () => {
  const paths = [
    '/',
    '/search',
    '/products/1',
    '/products/1/reviews',
    '/cart/items',
    '/nothing',
    '/old/page.php',
  ];
  expect(paths.map((path) => toShare({}, path, slices))).toEqual([100, 100, 100, 100, 100, 0, 0]);
});

test('an entry counts for its path and all below it, and the longest entry wins', () => {
  const takeover = { '*': 0, '/search': 100, '/cart': 20, '/cart/items': 30, '/': 5 };
  const shares = ['/', '/search', '/cart', '/cart/items/7', '/products/1', '/searching'].map((path) =>
    toShare(takeover, path, slices),
  );
  expect(shares).toEqual([5, 100, 20, 30, 0, 0]);
});

test('the form of another spelling belongs to the same side', () => {
  expect(toShare({ '/cart': 0 }, '//cart//items/', slices)).toBe(0);
});

test('files and APIs of slices are always ours, and those of other names are of the legacy', () => {
  const own = ['/assets/shell/x', '/assets/cart/0123456789/x.js', '/api/cart/cart', '/_fragments/search/box'];
  own.push('/api/v1/search/search', '/api/v1/openapi.json', '/api/v1/mcp');
  for (const path of own) expect(toShare({ '*': 0 }, path, slices)).toBe(100);
  for (const path of ['/assets/app.css', '/api/v1/x']) expect(toShare({}, path, slices)).toBe(0);
});

test('every route that the shell adds beside its table is ours', () => {
  const paths = worker.routes
    .filter(({ path }) => !path.includes('*') && !path.startsWith('/api/'))
    .map(({ path }) => path.replace(/:\w+/g, 'x'));
  expect(paths.length).toBeGreaterThan(8);
  expect(paths.filter((path) => toShare({ '*': 0 }, path, slices) !== 100)).toEqual([]);
});

test('a table that cannot be read is logged, and all routes are ours', () => {
  const { error } = console;
  const lines: string[] = [];
  console.error = (line) => void lines.push(String(line));
  try {
    for (const text of ['{', '{"search":1}', '{"/search":101}', '[1]'])
      expect(readTakeover({ LEGACY_ROUTES: text } as ShellBindings)).toEqual({});
  } finally {
    console.error = error;
  }
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain('LEGACY_ROUTES cannot be read');
});
