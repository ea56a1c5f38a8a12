import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildError, bundle } from './bundle.ts';
import { bundleStyles } from './bundle-styles.ts';
import { solidPlugin } from './solid-plugin.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-build-'));
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: string): Promise<string> {
  await Bun.write(join(folder, name), content);
  return join(folder, name);
}

test('the error of a source that does not parse names file, line and fault', async () => {
  const entry = await write('broken.ts', 'export const ok = 1;\nexport const broken = ;\n');
  const failing = bundle({ entrypoints: [entry] });
  expect(failing).rejects.toBeInstanceOf(BuildError);
  expect(failing).rejects.toThrow(/broken\.ts:2:\d+: /);
});

test('the error of a component that does not parse names its file and line', async () => {
  const entry = await write('broken.tsx', 'export const ok = 1;\nexport const Broken = () => <p>;\n');
  expect(bundle({ entrypoints: [entry], plugins: [solidPlugin('ssr')] })).rejects.toThrow(
    /broken\.tsx.*\(2:/s,
  );
});

test('every selector of a slice matches only inside its boundary', async () => {
  const file = await write(
    'styles.css',
    'a, .b > .c { color: red } :scope { color: red } .d:hover { color: red } @media (width > 1px) { .e { color: red } }',
  );
  expect(bundleStyles(file, 'cart').content).toBe(
    '[data-boundary=cart]{& a,.b>.c,&,.d:hover{color:red}@media (width>1px){.e{color:red}}}',
  );
});

test.each([
  ['@supports (color: red) { .a { color: red } }', '@supports (color:red){.a{color:red}}'],
  ['@container (width > 1px) { .a { color: red } }', '@container (width>1px){.a{color:red}}'],
  ['@layer low { .a { color: red } }', '@layer low{.a{color:red}}'],
  ['@starting-style { .a { color: red } }', '@starting-style{.a{color:red}}'],
])('a rule in %s is confined, too', async (css, confined) => {
  const file = await write('group.css', css);
  expect(bundleStyles(file, 'cart').content).toBe(`[data-boundary=cart]{${confined}}`);
});

test('the steps of an animation stay as they are', async () => {
  const file = await write('steps.css', '@keyframes pop { to { opacity: 0 } } .a { animation: pop 1s }');
  expect(bundleStyles(file, 'cart').content).toBe(
    '@keyframes pop{to{opacity:0}}[data-boundary=cart]{.a{animation:1s pop}}',
  );
});

test('a slice may reserve the height of its own slots', async () => {
  const reserve = 'jb-page::part(pricing-price) { min-height: 72px }';
  const file = await write('reserve.css', `${reserve} @media (width > 1px) { .a { color: red } ${reserve} }`);
  expect(bundleStyles(file, 'pricing').content).toBe(
    'jb-page::part(pricing-price){min-height:72px}@media (width>1px){jb-page::part(pricing-price){min-height:72px}}' +
      '[data-boundary=pricing]{@media (width>1px){.a{color:red}}}',
  );
});

test.each([
  'jb-page { display: none }',
  'jb-page { min-height: 72px }',
  'jb-page::part(pricing-price) { display: none }',
  'jb-page::part(pricing-price) { min-height: 1px !important; color: red !important }',
  'jb-page::part(cart-lines) { min-height: 72px }',
  'jb-page::part(pricing-price cart-lines) { min-height: 72px }',
  'jb-page::part(pricing-price):hover { min-height: 72px }',
  'jb-page .price { min-height: 72px }',
  '.price, jb-page { min-height: 72px }',
])('a slice may not style the page: %s', async (css) => {
  const file = await write('leak.css', css);
  expect(() => bundleStyles(file, 'pricing')).toThrow(BuildError);
});

test('the error of a stylesheet that does not parse names file and position', async () => {
  const file = await write('broken.css', '.a { color: red }\n.b { color: }}\n');
  expect(() => bundleStyles(file, 'cart')).toThrow(/broken\.css:\d+:\d+: /);
});
