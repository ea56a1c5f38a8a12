import { describe, expect, test } from 'bun:test';
import { createTestShell } from './create-test-shell.helper.ts';

describe('plain http in production', () => {
  test.each([
    ['GET', '/products/51862822?item=1'],
    ['POST', '/cart/items'],
    ['GET', '/healthz'],
    ['GET', '/assets/shell/a.js'],
    ['DELETE', '/api/member/session'],
  ])('%s %s is redirected to https, and sets no cookie', async (method, path) => {
    const { fetch, asked } = await createTestShell();
    const answer = await fetch(`http://shop.example:8080${path}`, { method });
    expect([answer.status, answer.headers.get('location')]).toEqual([308, `https://shop.example${path}`]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('https', () => {
  test.each([
    '/',
    '/nowhere',
    '/assets/cart/v/a.js',
    '/api/cart/cart',
    '/_fragments/cart/mini-cart',
    '/my',
    '/healthz',
  ])('%s makes a browser use https for a year', async (path) => {
    const { fetch } = await createTestShell();
    const answer = await fetch(path);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  test('a form from the same origin over https is accepted, and one from the same host over http is not', async () => {
    const { post, asked } = await createTestShell();
    const actions = () => asked.filter(({ request }) => request.method === 'POST').length;
    await post('/cart/items', {}, { origin: 'http://shop.example' });
    expect(actions()).toBe(0);
    await post('/cart/items', {}, { origin: 'https://shop.example' });
    expect(actions()).toBe(1);
  });
});

test('a developer’s machine can be used over plain http', async () => {
  const { fetch } = await createTestShell({ PLAIN_HTTP: '1' });
  const answer = await fetch('http://localhost:8787/');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('strict-transport-security')).toBeNull();
});
