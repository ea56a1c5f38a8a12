import { expect, test } from 'bun:test';
import { checkPolicySources, toContentSecurityPolicy } from './content-security-policy.ts';

const of = (content: string) => ({ content, hash: `sha256-${content}` });
const policyFor = toContentSecurityPolicy({
  styles: [of('a'), of('a')],
  scripts: [of('b')],
  scriptPaths: ['/assets/'],
  trustedTypes: ['shop'],
});
const scriptsOf = (policy: string) => policy.match(/script-src ([^;]*)/)?.[1];

test('the policy allows scripts below the paths of the requested host, and scripts with a known hash', () => {
  expect(scriptsOf(policyFor('localhost:8787'))).toBe("localhost:8787/assets/ 'sha256-b'");
  expect(scriptsOf(policyFor('shop.example'))).toBe("shop.example/assets/ 'sha256-b'");
  expect(scriptsOf(policyFor('[::1]:80'))).toBe("[::1]:80/assets/ 'sha256-b'");
  expect(policyFor('shop.example')).toContain("style-src 'sha256-a';");
  expect(policyFor('shop.example')).toEndWith("require-trusted-types-for 'script'; trusted-types shop");
});

test.each(['a;script-src', "a'", '', '*', 'a b', '\u0000', 'a/b'])(
  'a host such as %p adds nothing to the policy',
  (host) => {
    expect(scriptsOf(policyFor(host))).toBe("'self' 'sha256-b'");
    expect(policyFor(host).split(';')).toHaveLength(policyFor('shop.example').split(';').length);
  },
);

test('without script paths, the policy allows scripts of the whole origin and names no trusted types', () => {
  const policy = toContentSecurityPolicy({ styles: [], scripts: [of('b')] })('shop.example');
  expect(scriptsOf(policy)).toBe("'self' 'sha256-b'");
  expect(policy).not.toContain('trusted-types');
});

test('a host adds sources to each directive, and directives of its own', () => {
  const more = {
    'img-src': ['https://pictures.example'],
    'script-src': ['https://tags.example/a.js'],
    'frame-ancestors': ["'self'"],
    'worker-src': ["'self'"],
    'upgrade-insecure-requests': [],
  };
  const policy = toContentSecurityPolicy({ styles: [of('a')], scripts: [of('b')], more })('shop.example');
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self' 'sha256-b' https://tags.example/a.js",
      "img-src 'self' data: https://pictures.example",
      "connect-src 'self'",
      "frame-ancestors 'self'",
      "worker-src 'self'",
      'upgrade-insecure-requests',
    ]),
  );
});

test.each<[Record<string, string[]>, string]>([
  [{ 'style-src': ["'unsafe-inline'"] }, "style-src may not have 'unsafe-inline'"],
  [{ 'script-src': ["'UNSAFE-eval'"] }, "script-src may not have 'UNSAFE-eval'"],
  [{ 'img-src': ['a.example b.example'] }, 'img-src may not have "a.example b.example"'],
  [{ 'img-src': ['a.example;script-src'] }, 'img-src may not have'],
  [{ 'img-src': [''] }, 'img-src may not have ""'],
  [{ 'img src': ['a.example'] }, '"img src" is not a directive'],
])('the sources %j are refused', (sources, message) => {
  expect(() => checkPolicySources(sources)).toThrow(message);
});
