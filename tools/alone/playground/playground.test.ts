import { expect, test } from 'bun:test';
import { listShots, toIndex } from './markup.ts';
import { toParameters } from './read-fragments.ts';

const schema = {
  properties: {
    product: { type: 'string', pattern: '^[1-9]\\d{0,15}$' },
    sort: { enum: ['rating', 'newest'], default: 'newest' },
    notice: { const: 'repeated' },
    near: { type: 'string' },
  },
  required: ['product'],
};

test('each declared parameter becomes a control with an example', () => {
  expect(toParameters(schema)).toEqual([
    { name: 'product', required: true, choices: [], pattern: '^[1-9]\\d{0,15}$', example: '51862822' },
    { name: 'sort', required: false, choices: ['rating', 'newest'], pattern: undefined, example: 'newest' },
    { name: 'notice', required: false, choices: ['repeated'], pattern: undefined, example: '' },
    { name: 'near', required: false, choices: [], pattern: undefined, example: '' },
  ]);
});

const fragment = { slice: 'cart', name: 'lines', parameters: toParameters(schema) };

test('the controls are form fields with labels', () => {
  const html = toIndex([fragment]);
  expect(html).toContain(
    '<label>product (required) <input name="product" value="51862822" pattern="^[1-9]\\d{0,15}$" required></label>',
  );
  expect(html).toContain('<option value="newest" selected>newest</option>');
  expect(html).toContain('<form action="/show/cart/lines" target="frame-cart-lines">');
});

test('a fragment is shown in each state, language and width, and with its boundary', () => {
  const shots = listShots(fragment);
  expect(shots).toHaveLength(18);
  expect(new Set(shots.map(({ title }) => title)).size).toBe(18);
  expect(shots[0]).toEqual({
    ...{ title: 'answer, ko, 360', width: 360 },
    path: '/show/cart/lines?product=51862822&sort=newest&_state=answer&_lang=ko',
  });
});
