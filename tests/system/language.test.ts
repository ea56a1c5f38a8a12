import { expect, test } from 'bun:test';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';

const shop = await openSharedShop();
const another = { cookie: 'lang=ko', 'accept-language': 'en' };

test('a fragment has the language of the page that fetches it, not the language of the cookie', async () => {
  const answer = await shop.fetch('/_fragments/member/links', { headers: another });
  expect(answer.headers.get('content-language')).toBe('en');
  expect(toText(await answer.text())).toContain('Log in');
});

test('an API answers in the language of the request, and its Vary header says so', async () => {
  const answer = await shop.fetch('/api/category/breadcrumb?slug=toys', { headers: another });
  expect(JSON.stringify(await answer.json())).toContain('Toys');
  expect(answer.headers.get('vary')).toContain('accept-language');
});

test.each(['/products/51862822', '/login', '/signup'])(
  'each form on %s posts with the language of its page',
  async (path) => {
    const html = await (await shop.fetch(path, { headers: { cookie: 'lang=en' } })).text();
    const addresses = [...html.matchAll(/<(form|button)\s[^>]*?\s(?:form)?action="([^"]*)"[^>]*>/g)]
      .filter(([tag, name]) => name === 'button' || tag.includes('method="post"'))
      .map(([, , address]) => address);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(address).toMatch(/[?;]lang=en$/);
  },
);

test('a refused form has the language of its page, and does not change the language of other tabs', async () => {
  const visitor = createVisitor(shop.url);
  await visitor.get('/?lang=ko');
  const refused = await visitor.post('/login?lang=en', { email: 'x', password: '' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('<html lang="en">');
  expect(toText(readSlot(refused.text, 'form').html)).toContain('Log in');
  expect(visitor.cookies.get('lang')).toBe('ko');
  expect((await visitor.get('/login')).text).toContain('<html lang="ko">');
});
