import { expect, test } from 'bun:test';
import { company } from './company.ts';
import { footer } from './footer.ts';

const linkOf = (url: string) =>
  footer({ url, params: {}, language: 'ko' })
    .match(/href="([^"]*)"/)?.[1]
    ?.replaceAll('&amp;', '&');

test.each([
  ['http://shop/', '/?lang=en'],
  ['http://shop:80/products/1?item=2', '/products/1?item=2&lang=en'],
  ['http://shop/search?q=a%26b&lang=ko', '/search?q=a%26b&lang=en'],
  ['http://shop/search?lang=ko&q=a', '/search?q=a&lang=en'],
  ['http://shop/search?q=a&lang=ko&page=2', '/search?q=a&page=2&lang=en'],
  ['http://shop//evil.example/', '/evil.example/?lang=en'],
  ['http://shop/search?q="><b>', '/search?q=&quot;>&lt;b>&lang=en'],
])('the link to the other language of %s is %s', (url, link) => expect(linkOf(url)).toBe(link));

test.each(['ko', 'en'] as const)(
  'the footer in %s has links to the legal pages, and the data of the company',
  (language) => {
    const html = footer({ url: 'http://shop/', params: {}, language });
    for (const path of ['/terms', '/privacy', '/returns', '/company', '/help'])
      expect(html).toContain(`<a href="${path}">`);
    expect(html).toMatch(/<a href="\/privacy"><b>[^<]+<\/b><\/a>/);
    const { name, representative, mailOrderNumber, address, host, businessNumber, phone, email } = company;
    for (const fact of [name, representative, mailOrderNumber, address, host])
      expect(html).toContain(fact[language]);
    for (const fact of [businessNumber, phone, email]) expect(html).toContain(fact);
  },
);
