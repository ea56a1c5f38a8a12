import { describe, expect, test } from 'bun:test';
import { readForm } from './read-form.ts';

describe('a form that is read from a page', () => {
  test('has its action as text, and the inputs inside and outside of it', () => {
    const html = `<input name="key" value="k" form="buy"><input name="q" value="of no form">
      <template shadowrootmode="open"><form id="buy" action="/cart/items?version=1&amp;lang=ko">
      <input type="hidden" name="title" value="&quot;R&amp;D&quot; &#39;1&#39;"><input name="note"></form></template>`;
    expect(readForm(html, '/cart/items')).toEqual({
      action: '/cart/items?version=1&lang=ko',
      fields: { title: `"R&D" '1'`, note: '', key: 'k' },
    });
  });

  test('leaves out choices that are not made, buttons, and inputs that are disabled', () => {
    const html = `<form action=/checkout>
      <input type=radio name=method value=transfer><input type=radio name=method value=card checked>
      <input type=checkbox name=save><input type=checkbox name=agree checked>
      <input name=coupon value=OLD disabled><button name=intent value=place>Pay</button></form>`;
    expect(readForm(html, '/checkout')?.fields).toEqual({ method: 'card', agree: 'on' });
  });

  test('is the first one with the path, and nothing if there is none', () => {
    const html = '<form action=/a><input name=n value=1></form><form action=/a><input name=n value=2></form>';
    expect(readForm(html, '/a')?.fields).toEqual({ n: '1' });
    expect(readForm(html, '/a/b')).toBeUndefined();
  });
});
