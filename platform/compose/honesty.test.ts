import { describe, expect, test } from 'bun:test';
import type { ComposeOptions, ComposerOptions } from './composer-options.ts';
import { type Answer, createSliceBench, html } from './create-slice-bench.helper.ts';
import { httpEndpoint } from './http-endpoint.ts';
import { definePage, type Slot } from './page.ts';
import type { Visit } from './visit.ts';

const fails = () => {
  throw new Error('oops');
};
const fine = { a: () => html('<b>a</b>'), b: () => html('<i>b</i>') };

describe('code of the host that throws', () => {
  const cases: [string, Record<string, Slot>, Partial<Visit>, Record<string, Answer>][] = [
    ['a fallback', { a: { fragment: 'shop/a', fallback: fails } }, {}, { a: () => html('', {}, 500) }],
    ['markup', { a: { markup: fails } }, {}, {}],
    ['the identity', { a: { fragment: 'shop/a' } }, { identity: fails }, fine],
    ['the identity, later', { a: { fragment: 'shop/a' } }, { identity: async () => fails() }, fine],
  ];

  test.each(cases)(
    'such as %s neither ends the page nor keeps its place',
    async (_, slots, more, answers) => {
      const bench = createSliceBench({ ...fine, ...answers }, { pageLimit: 1 });
      bench.manifest.personal.push('a');
      for (let visits = 0; visits < 3; visits++) {
        const { status, text } = await bench.open({ ...slots, b: { fragment: 'shop/b' } }, more);
        expect(status).toBe(200);
        expect(text).toContain('<i>b</i>');
      }
      expect(bench.warnings[0]?.detail).toBe('threw: oops');
    },
  );

  test('when it looks up an endpoint, means that there is no endpoint', async () => {
    const bench = createSliceBench(fine, { pageLimit: 1, endpointOf: fails });
    for (let visits = 0; visits < 3; visits++)
      expect((await bench.open({ a: { fragment: 'shop/a' } })).status).toBe(200);
  });
});

describe('code of the host for one response', () => {
  const page = definePage({
    layout: '<slot name="a"></slot>',
    head: { markup: () => '' },
    slots: { a: { fragment: 'shop/a' } },
  });
  const visit = { url: 'http://shop/', params: {}, language: 'en', headers: {}, waitUntil() {} };

  test.each<[string, ComposeOptions, Partial<ComposerOptions>]>([
    ['its markup for the head', { head: fails }, {}],
    ['its description of a fragment', { about: fails }, {}],
    ['its use of the report', { onReport: fails }, {}],
    ['its attributes of the html element', {}, { frame: { attributes: fails } }],
  ])('such as %s neither ends the page when it throws nor keeps its place', async (_, how, options) => {
    const bench = createSliceBench(fine, { pageLimit: 1, ...options });
    for (let visits = 0; visits < 3; visits++) {
      const response = await bench.composer.compose(page, visit, how);
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<b>a</b>')]);
    }
    expect(bench.warnings.map(({ detail }) => detail)).toContain('threw: oops');
  });

  test('gives its place back if the page cannot go on without it', async () => {
    const { composer } = createSliceBench(fine, { pageLimit: 1 });
    for (let visits = 0; visits < 3; visits++)
      await expect(composer.compose(page, { ...visit, variantOf: fails })).rejects.toThrow('oops');
    expect((await composer.compose(page, visit)).status).toBe(200);
  });
});

describe('a page that is shown for failures', () => {
  const primary = definePage({
    layout: '<slot name="a"></slot>',
    head: { markup: () => '' },
    slots: { a: { fragment: 'shop/a', primary: true } },
  });

  test.each(['notFound', 'refused', 'unavailable'])('may have no primary fragment: %s', (name) => {
    expect(() => createSliceBench(fine, { [name]: primary })).toThrow(
      `page ${name}, slot a: shop/a may not be primary`,
    );
    const other = { ...primary, slots: { a: { fragment: 'shop/a' as const } } };
    expect(() => createSliceBench(fine, { [name]: other })).not.toThrow();
    const head = { ...other, head: { fragment: 'shop/a' as const, primary: true } };
    expect(() => createSliceBench(fine, { [name]: head })).toThrow(`page ${name}, slot head`);
  });
});

describe('a report', () => {
  test('names the fragment that failed before a 503, and its time', async () => {
    const bench = createSliceBench({ ...fine, a: () => html('', {}, 500) }, { timing: 'reasons' });
    const { status, response } = await bench.open({ a: { fragment: 'shop/a', primary: true } });
    expect(status).toBe(503);
    expect(bench.reports).toHaveLength(1);
    expect(bench.reports[0]?.fragments).toMatchObject([
      { fragment: 'shop/a', source: 'fallback', reason: 'error', detail: '/fragments/a: status 500' },
    ]);
    expect(response.headers.get('server-timing')).toContain('a;dur=0;desc="fallback, error"');
  });

  test('has the exact fault', async () => {
    const json = () => Response.json({}, { headers: { 'x-jogakbo-version': 'v1' } });
    const bench = createSliceBench({ a: json, b: () => Promise.reject(new Error('no route')) });
    await bench.open({ a: { fragment: 'shop/a' }, b: { fragment: 'shop/b' } });
    expect(bench.reports[0]?.fragments.map(({ reason, detail }) => [reason, detail?.split(';')[0]])).toEqual([
      ['not-html', '/fragments/a: application/json'],
      ['error', '/fragments/b: no route'],
    ]);
  });

  test.each<[string, (path: string) => Response, string]>([
    ['answers with an error', () => html('', {}, 500), '/fragments/a: status 500'],
    ['answers with another type', () => Response.json({}), '/fragments/a: application/json'],
    ['answers with open elements', () => html('<div>'), '/fragments/a'],
    ['cannot be reached', fails, '/fragments/a: oops'],
  ])('has the address of a server that %s, without the parameters', async (_, answer, detail) => {
    const manifest = { slice: 'shop', version: 'v1', fragments: { a: { params: ['token'] } } };
    const fetch = async (url: string) =>
      url.includes('/fragments.json') ? Response.json(manifest) : answer(url);
    const shop = httpEndpoint('https://shop.example/app', { fetch });
    const bench = createSliceBench({}, { endpointOf: () => shop });
    await bench.open({ a: { fragment: 'shop/a', params: { token: 'secret' } } });
    const said = bench.reports[0]?.fragments[0]?.detail?.split(';')[0];
    expect(said).toBe(`https://shop.example/app${detail}`);
  });

  test.each<[string, Answer, string]>([
    ['is missing', () => new Response(null, { status: 404 }), '/fragments.json answers with status 404'],
    ['is invalid', () => Response.json({ slice: 'shop' }), '/fragments.json is not valid: version'],
  ])('says why there is no fragment if the manifest %s', async (_, answer, fault) => {
    const bench = createSliceBench(fine);
    bench.manifest.answer = answer;
    const detail = expect.stringContaining(`no manifest of slice shop: ${fault}`);
    // The second page does not ask again so soon.
    for (let visits = 0; visits < 2; visits++) await bench.open({ a: { fragment: 'shop/a' } });
    expect(bench.reports).toMatchObject([{ fragments: [{ detail }] }, { fragments: [{ detail }] }]);
  });

  test('shows only names and times to the public', async () => {
    const bench = createSliceBench({ a: () => html('', {}, 500) });
    const { response } = await bench.open({ a: { fragment: 'shop/a' } });
    expect(response.headers.get('server-timing')).toBe('a;dur=0');
  });

  test('says that another version answered', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const bench = createSliceBench({ ...fine, a: () => promise });
    const opening = bench.open({ a: { fragment: 'shop/a' }, b: { fragment: 'shop/b' } });
    await bench.clock.advance(20);
    resolve(html('<b>a</b>', { 'x-jogakbo-version': 'v2' }));
    await opening;
    expect(bench.reports[0]?.fragments[0]).toMatchObject({
      source: 'fallback',
      reason: 'other-version',
      detail: 'the page has v1, v2 answered',
    });
  });
});

test.each(['', 'ko\nx: y', '조각', 'en"<script>'])(
  'a visit in the language %p is in the default one',
  async (language) => {
    const bench = createSliceBench({ a: () => html('<p>a</p>') });
    const { status, text } = await bench.open({ a: { fragment: 'shop/a' } }, { language });
    expect({ status, language: text.match(/<html lang="([^"]*)"/)?.[1] }).toEqual({
      status: 200,
      language: 'en',
    });
    expect(text).toContain('<p>a</p>');
    expect(bench.warnings.map(({ about }) => about)).toContain('the language of a visit');
  },
);

test('the body of a page ends when its client leaves, so a host that still reads it does not wait for ever', async () => {
  const bench = createSliceBench({ a: () => new Promise(() => {}) });
  const leaving = new AbortController();
  void bench.clock.wait(500).then(() => leaving.abort());
  const { status, text, milliseconds } = await bench.open(
    { a: { fragment: 'shop/a' } },
    { gone: leaving.signal },
  );
  expect(status).toBe(200);
  expect(text).not.toContain('</html>');
  expect(milliseconds).toBeLessThan(2_100);
});

test('a parameter may have the name of something that every object has', async () => {
  const bench = createSliceBench({ a: (request) => html(`<p>${new URL(request.url).search}</p>`) });
  const params = ['__proto__', 'constructor', 'toString'];
  bench.manifest.answer = () => Response.json({ slice: 'shop', version: 'v1', fragments: { a: { params } } });
  const { text } = await bench.open({ a: { fragment: 'shop/a' } }, { params: { toString: '1' } as never });
  expect(text).toContain('<p>?toString=1</p>');
});
