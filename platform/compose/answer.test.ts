import { describe, expect, test } from 'bun:test';
import { type Answer, createSliceBench, html } from './create-slice-bench.helper.ts';

const shared = { 'cache-control': 's-maxage=60' };
const slots = { a: { fragment: 'shop/a', fallback: () => 'no a' } } as const;
const primary = { a: { fragment: 'shop/a', primary: true } } as const;
const calls = (bench: ReturnType<typeof createSliceBench>) =>
  bench.asked.filter((path) => path === '/fragments/a').length;

describe('vary of an answer', () => {
  test.each([
    ['accept-language', 1],
    ['Accept-Encoding, Accept-Language', 1],
    ['accept-language, x-jogakbo-identity', 1],
    ['', 1],
    ['x-theme', 2],
    ['accept-language, cookie', 2],
    ['*', 2],
  ])('%p: two visits make %d calls', async (vary, times) => {
    const bench = createSliceBench({ a: () => html('<b>a</b>', { ...shared, vary }) });
    for (let visits = 0; visits < 2; visits++) expect((await bench.open(slots)).text).toContain('<b>a</b>');
    expect(calls(bench)).toBe(times);
    const warnings = times === 1 ? [] : [{ about: 'fragment shop/a', detail: expect.stringContaining(vary) }];
    expect(bench.warnings).toEqual(warnings);
  });
});

test('cache tags may be separated by a comma and a space', async () => {
  const bench = createSliceBench({ a: () => html('<b>a</b>', { ...shared, 'cache-tag': 'one, two' }) });
  await bench.open(slots);
  bench.composer.expire('two');
  await bench.open(slots);
  expect(calls(bench)).toBe(2);
});

describe('the body of an answer', () => {
  const mark = '\u{feff}';
  const sized = (type: string, text: string | Uint8Array, more = {}) =>
    html('', { 'content-type': type, 'content-length': `${Buffer.from(text).byteLength}`, ...more });
  const withBody = (response: Response, body: string | Uint8Array) =>
    new Response(body as string, { headers: response.headers });

  test.each<[string, Answer]>([
    ['has a byte order mark', () => html(`${mark}<b>a</b>`)],
    [
      'has a byte order mark and an announced length',
      () => withBody(sized('text/html', `${mark}<b>a</b>`), `${mark}<b>a</b>`),
    ],
    ['is Text/HTML', () => html('<b>a</b>', { 'content-type': 'Text/HTML' })],
    [
      'is text/html; charset="UTF-8"',
      () => html('<b>a</b>', { 'content-type': 'text/html; charset="UTF-8"' }),
    ],
    ['is US-ASCII', () => html('<b>a</b>', { 'content-type': 'text/html;charset=us-ascii' })],
  ])('is shown, without a mark, if it %s', async (_, a) => {
    const bench = createSliceBench({ a });
    expect((await bench.open(slots)).text).toMatch(/<jb-fragment[^>]*><b>a<\/b><\/jb-fragment>/);
    expect(bench.warnings).toEqual([]);
  });

  test.each<[string, Answer, string]>([
    [
      'another charset',
      () => html('<b>a</b>', { 'content-type': 'text/html; charset=euc-kr' }),
      'answers with text/html; charset=euc-kr; it must be text/html in UTF-8',
    ],
    [
      'another type',
      () => Response.json({}, { headers: { 'x-jogakbo-version': 'v1' } }),
      'answers with application/json',
    ],
    ['an open element', () => html('<div>'), 'answers with HTML that is not balanced'],
    ['too much', () => html('x'.repeat(600 * 1024)), 'answers with more than 524288 bytes'],
  ])('is a warning and a fallback if it has %s', async (_, a, detail) => {
    const bench = createSliceBench({ a });
    for (let visits = 0; visits < 3; visits++) expect((await bench.open(slots)).text).toContain('no a');
    expect(bench.warnings).toEqual([{ about: 'fragment shop/a', detail: expect.stringContaining(detail) }]);
  });
});

test('a cookie that a fragment sets does not reach the visitor, and is a warning', async () => {
  const bench = createSliceBench({ a: () => html('<b>a</b>', { 'set-cookie': 'a=1' }) });
  const { response, text } = await bench.open(slots);
  expect(text).toContain('<b>a</b>');
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(bench.warnings).toEqual([
    { about: 'fragment shop/a', detail: 'sets a cookie, which is ignored; only an action can set one' },
  ]);
});

describe('a redirect', () => {
  const to =
    (location: string, status = 302) =>
    () =>
      new Response(null, { status, headers: { location } });

  test.each([301, 302, 303, 307, 308])(
    '%d of a primary fragment is the answer of the page',
    async (status) => {
      const bench = createSliceBench({ a: to('/elsewhere?b=1', status) });
      const { response, text } = await bench.open(primary);
      expect([response.status, response.headers.get('location'), text]).toEqual([
        status,
        '/elsewhere?b=1',
        '',
      ]);
      expect(bench.reports).toMatchObject([
        {
          status,
          fragments: [{ reason: 'redirected', detail: `/fragments/a: status ${status} to /elsewhere?b=1` }],
        },
      ]);
    },
  );

  test('of another fragment is not followed: its fallback is shown, and no breaker opens', async () => {
    const bench = createSliceBench({ a: to('/elsewhere'), elsewhere: () => html('<b>elsewhere</b>') });
    for (let visits = 1; visits <= 8; visits++) {
      expect((await bench.open(slots)).text).toContain('no a');
      expect(calls(bench)).toBe(visits);
    }
  });

  test('is asked for with redirect: manual, so that no server follows it', async () => {
    const modes: string[] = [];
    const a: Answer = (request) => {
      modes.push(request.redirect);
      return html('<b>a</b>');
    };
    const bench = createSliceBench({ a });
    const { answer } = bench.manifest;
    bench.manifest.answer = (request) => {
      modes.push(request.redirect);
      return answer(request);
    };
    await bench.open(slots);
    expect(modes).toEqual(['manual', 'manual']);
  });

  test.each(['javascript:alert(1)', 'data:text/html,a', ''])('to %p is a failure', async (location) => {
    const bench = createSliceBench({ a: to(location) });
    expect((await bench.open(primary)).status).toBe(503);
  });

  test('removes the copy, as the slice says that there is nothing here', async () => {
    let answer = html('<b>a</b>', { 'cache-control': 's-maxage=10, stale-if-error=600' });
    const bench = createSliceBench({ a: () => answer });
    await bench.open(primary);
    await bench.clock.advance(11_000);
    answer = to('/elsewhere')();
    expect((await bench.open(primary)).status).toBe(302);
    answer = html('', {}, 500);
    expect((await bench.open(primary)).status).toBe(503);
  });
});
