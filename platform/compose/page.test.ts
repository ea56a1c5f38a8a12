import { expect, test } from 'bun:test';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { definePage, type Slot } from './page.ts';
import { readSlots } from './read-slots.ts';

const head = { markup: () => '' };
const define = (name: string, slot: unknown) => () =>
  definePage({ layout: `<slot name="${name}"></slot>`, head, slots: { [name]: slot as Slot } });

test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '500', null])(
  'a deadline of %p is refused, with the page, the slot and the value in the message',
  (deadline) =>
    expect(define('a', { fragment: 'shop/a', deadline })).toThrow(
      `page with slots a: slot a has the deadline ${typeof deadline === 'string' ? `"${deadline}"` : deadline}, which is not from 1 to`,
    ),
);

test('a deadline from 1 ms to the longest delay of a timer is accepted', () => {
  for (const deadline of [1, 2_000, 2 ** 31 - 1])
    expect(define('a', { fragment: 'shop/a', deadline })).not.toThrow();
});

test.each([
  ['has the fragment "price", which is not slice/name', 'a', { fragment: 'price' }],
  ['has the fragment "shop/price/list", which is not slice/name', 'a', { fragment: 'shop/price/list' }],
  ['has the fragment "/price", which is not slice/name', 'a', { fragment: '/price' }],
  ['has the fragment 3, which is not slice/name', 'a', { fragment: 3 }],
  ['needs either a fragment or markup', 'a', {}],
  ['needs either a fragment or markup', 'a', { fragment: 'shop/a', markup: () => '' }],
  ['has the markup "<p>", which is not a function', 'a', { markup: '<p>' }],
  ['has the parameter id with 3, which is not text', 'a', { fragment: 'shop/a', params: { id: 3 } }],
  ['is null, which is not a slot', 'a', null],
  ['has characters in its name that a header cannot have', '가격', { fragment: 'shop/a' }],
])('a slot is refused that %s', (why, name, slot) =>
  expect(define(name, slot)).toThrow(`page with slots ${name}: slot ${name} ${why}`),
);

test('the head of a page is checked like a slot', () =>
  expect(() =>
    definePage({ layout: '<slot name="a"></slot>', head: {} as Slot, slots: { a: { markup: () => '' } } }),
  ).toThrow('page with slots a: slot head needs either a fragment or markup'));

test.each([
  "<slot name='a'></slot>",
  '<slot name=a></slot>',
  '<slot name = "a"></slot>',
  '<slot\nname="a"\n></slot>',
  '<slot data-name="b" name="a"></slot>',
  '<slot title="name=b>" name="a"></slot>',
  '<slot title=\'name="b"\' name="a"></slot>',
  '<!-- <slot name="b"></slot> --><slot name="a"></slot>',
  '<style>/* <slot name="b"> */</style><slot name="a"></slot>',
  '<p title="<slot name=b>"></p><slot name="a"></slot>',
  '<slots name="b"></slots><slot name="a"></slot>',
  '<SLOT NAME="a"></SLOT>',
  '<main><slot name="a"><p>…</p></slot><slot name="b"/></slot></main>',
])('the slots of the layout %p are those that a browser finds', (layout) => {
  const names = slotsOf(parseFragment(layout));
  expect(names).toContain('a');
  expect(readSlots(layout).map(({ name }) => name)).toEqual(names);
  const slots = Object.fromEntries(names.map((name) => [name, { markup: () => '' }]));
  expect(definePage({ layout, head, slots }).order).toEqual(names);
});

test.each<[string, Partial<Parameters<typeof definePage>[0]>]>([
  ['layout and slots differ: b', { layout: '<slot name="a"></slot><slot name="b"></slot>' }],
  [
    'layout and slots differ: a name is there twice',
    { layout: '<slot name="a"></slot><slot name="a"></slot>' },
  ],
  ['slot a: who is no query parameter', { slots: { a: { fragment: 'shop/a', personalWith: 'who' } } }],
  [
    'hints: slot a is not primary',
    { slots: { a: { fragment: 'shop/a' } }, hints: { from: 'a', for: ['b'] } },
  ],
])('the message "%s" names the page', (why, more) => {
  const page = { layout: '<slot name="a"></slot>', head, slots: { a: head }, ...more };
  expect(() => definePage(page)).toThrow(new RegExp(`^page with slots a[, ab]*: ${why}`));
});

test('a slot that has only an inherited name is not in the page', () =>
  expect(() => definePage({ layout: '<slot name="toString"></slot>', head, slots: {} })).toThrow(
    'layout and slots differ: toString',
  ));

test('the slot of a fragment gets a part, wherever its name attribute is', () => {
  const layout = `<!-- <slot name="a"> --><SLOT class=x name='a' hidden>…</SLOT><slot name="b"></slot>`;
  const slots = { a: { fragment: 'shop/price' as const }, b: { markup: () => '' } };
  expect(definePage({ layout, head, slots }).layout).toBe(
    `<!-- <slot name="a"> --><SLOT class=x name='a' part="shop-price" hidden>…</SLOT><slot name="b"></slot>`,
  );
});

function slotsOf(node: DefaultTreeAdapterMap['node']): string[] {
  const own =
    node.nodeName === 'slot' && 'attrs' in node
      ? [node.attrs.find(({ name }) => name === 'name')?.value ?? '']
      : [];
  return 'childNodes' in node ? own.concat(...node.childNodes.map(slotsOf)) : own;
}
