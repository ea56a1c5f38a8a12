import { expect, test } from 'bun:test';
import { createVisitor } from './create-visitor.ts';

test('a visitor sends the cookies that it got, and forgets those that the shop takes back', async () => {
  const sent: (string | null)[] = [];
  const answers = [['a=1; Path=/', 'b=2=2; HttpOnly'], ['a=; Max-Age=0'], []];
  const visitor = createVisitor('http://shop.test', (_, { headers }) => {
    sent.push(new Headers(headers).get('cookie'));
    const cookies = answers.shift() ?? [];
    return new Response('', { headers: cookies.map((cookie) => ['set-cookie', cookie] as [string, string]) });
  });
  await visitor.get('/');
  await visitor.get('/');
  await visitor.get('/');
  expect(sent).toEqual([null, 'a=1; b=2=2', 'b=2=2']);
});

test('a visitor posts forms from the shop itself, and follows no redirect', async () => {
  const requests: Request[] = [];
  const visitor = createVisitor('http://shop.test', (url, init) => {
    requests.push(new Request(url, init));
    return new Response('', { status: 303, headers: { location: '/cart' } });
  });
  const { status, location } = await visitor.post('/cart/items', { quantity: '1 & 2' });
  expect([status, location]).toEqual([303, '/cart']);
  const [request] = requests;
  expect(request?.headers.get('origin')).toBe('http://shop.test');
  expect(request?.redirect).toBe('manual');
  expect(await request?.text()).toBe('quantity=1+%26+2');
});
