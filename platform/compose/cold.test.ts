import { describe, expect, test } from 'bun:test';
import { type Answer, createSliceBench, html } from './create-slice-bench.helper.ts';

const a = { a: { fragment: 'shop/a', deadline: 500, fallback: () => 'no a' } } as const;
const both = { ...a, b: { fragment: 'shop/b', fallback: () => 'no b' } } as const;
const never = () => new Promise<Response>(() => {});
type Bench = ReturnType<typeof createSliceBench>;

const createFine = (more: Record<string, Answer> = {}) =>
  createSliceBench({ a: () => html('<b>a</b>'), b: () => html('<i>b</i>'), ...more });
const calls = (bench: Bench, path: string) => bench.asked.filter((asked) => asked === path).length;

/** Makes the manifest take so many milliseconds. */
function delayManifest({ manifest, clock }: Bench, milliseconds: number): void {
  const { answer } = manifest;
  manifest.answer = async (request) => {
    await clock.wait(milliseconds);
    return answer(request);
  };
}

describe('a slice whose manifest is not known yet', () => {
  test('keeps its late fragments, and its styles come with the first of them behind a nonce', async () => {
    const bench = createFine();
    delayManifest(bench, 300);
    const { response, text } = await bench.open(both);
    expect(text).toContain('<b>a</b>');
    expect(text).toContain('<i>b</i>');
    expect(text).not.toContain('data-fallback');
    const nonce = /style-src [^;]*'nonce-([\w+/=]{20,})'/.exec(
      response.headers.get('content-security-policy') ?? '',
    )?.[1];
    expect(text.split(`<style nonce="${nonce}">css</style>`)).toHaveLength(2);
    expect(bench.reports[0]?.fragments.map(({ source }) => source)).toEqual(['fresh', 'fresh']);
  });

  test('has its styles in the head if its manifest is only a little late, and on later pages', async () => {
    const bench: Bench = createFine({ a: () => bench.clock.wait(200).then(() => html('<b>a</b>')) });
    delayManifest(bench, 50);
    for (let visits = 0; visits < 2; visits++) {
      const { response, text } = await bench.open(both);
      expect(text.slice(0, text.indexOf('</head>'))).toContain('<style>css</style>');
      expect(text).toContain('<b>a</b>');
      expect(response.headers.get('content-security-policy')).not.toContain('nonce');
    }
  });

  test('gives each page another nonce', async () => {
    const nonces = new Set<string | undefined>();
    for (let pages = 0; pages < 3; pages++) {
      const bench = createFine();
      delayManifest(bench, 300);
      nonces.add(/nonce="([^"]+)"/.exec((await bench.open(a)).text)?.[1]);
    }
    expect(nonces.size).toBe(3);
  });

  test('is asked for its manifest once a page', async () => {
    const bench = createFine();
    await bench.open(both);
    expect(bench.asked).toEqual(['/fragments.json', '/fragments/a', '/fragments/b']);
  });

  test('holds up the first byte for 100 ms at most', async () => {
    const bench = createFine();
    delayManifest(bench, 100_000);
    const { milliseconds, firstByte } = await bench.open({ ...a, b: { markup: () => 'b' } });
    expect(firstByte).toBeLessThanOrEqual(110);
    expect(milliseconds).toBeLessThanOrEqual(510);
  });
});

describe('a deadline', () => {
  const primary = { a: { fragment: 'shop/a', primary: true, deadline: 100 } } as const;

  test.each([
    ['the manifest hangs', 100_000, undefined],
    ['the manifest is slow and the fragment hangs', 80, never],
  ])('of a primary fragment holds if %s', async (_, milliseconds, answer) => {
    const bench = createFine(answer ? { a: answer } : {});
    delayManifest(bench, milliseconds);
    const opened = await bench.open(primary);
    expect(opened.status).toBe(503);
    expect(opened.milliseconds).toBeLessThanOrEqual(110);
  });

  test('of a primary fragment holds if another version answers and the new manifest hangs', async () => {
    let version = 'v1';
    const bench = createFine({ a: () => html('<b>a</b>', { 'x-jogakbo-version': version }) });
    await bench.open(primary);
    version = 'v2';
    bench.manifest.answer = never;
    expect((await bench.open(primary)).milliseconds).toBeLessThanOrEqual(110);
  });

  test('holds for an action whose version no manifest has', async () => {
    const bench = createFine();
    await bench.open(a);
    bench.manifest.answer = never;
    const inserted = { fragment: 'shop/a', html: '<form>wrong</form>', version: 'v2' };
    expect((await bench.open(both, { inserted })).milliseconds).toBeLessThanOrEqual(1_010);
  });
});

describe('the version of an answer', () => {
  const kept = { 'cache-control': 's-maxage=60' };

  test('may be missing: that costs no calls and no fallback', async () => {
    const bare = () => new Response('<b>a</b>', { headers: { 'content-type': 'text/html', ...kept } });
    const bench = createFine({ a: bare });
    for (let visits = 0; visits < 3; visits++) expect((await bench.open(a)).text).toContain('<b>a</b>');
    expect(bench.asked).toEqual(['/fragments.json', '/fragments/a']);
    expect(bench.warnings).toEqual([
      { about: 'slice shop', detail: expect.stringContaining('without x-jogakbo-version') },
    ]);
  });

  test('may be missing: the manifest is then fetched again once a minute', async () => {
    const bare = () => new Response('<b>a</b>', { headers: { 'content-type': 'text/html' } });
    const bench = createFine({ a: bare });
    for (let visits = 0; visits < 5; visits++) {
      await bench.open(a);
      await bench.clock.advance(30_000);
    }
    expect(calls(bench, '/fragments.json')).toBe(3);
  });

  test('may be new each time: that costs no fallback, and calls on the first page only', async () => {
    let version = 0;
    const bench = createFine({ a: () => html('<b>a</b>', { 'x-jogakbo-version': `${version++}` }) });
    expect((await bench.open(a)).text).toContain('<b>a</b>');
    const before = bench.asked.length;
    expect(before).toBeLessThanOrEqual(6);
    for (let visits = 0; visits < 5; visits++) {
      const { text } = await bench.open(a);
      expect(text).toContain('<b>a</b>');
      expect(text).toContain('<style>css</style>');
    }
    expect(bench.asked.length - before).toBe(5);
  });

  test('may be one of two by turns: that costs no manifest, and no page mixes them', async () => {
    let turn = 0;
    const next = () => (turn++ % 2 === 0 ? 'v1' : 'v2');
    const answer = () => {
      const version = next();
      return html(`<b>${version}</b>`, { 'x-jogakbo-version': version });
    };
    const bench = createFine({ a: answer, b: answer });
    const manifestOf = bench.manifest.answer;
    bench.manifest.answer = async (request) => {
      const version = next();
      const manifest = await (await manifestOf(request)).json();
      const stylesheet = { content: `css ${version}`, hash: `sha256-${version}` };
      return Response.json({ ...manifest, version, stylesheet });
    };
    for (let visits = 0; visits < 12; visits++) {
      const { text } = await bench.open(both);
      const styled = [...text.matchAll(/css (v\d)/g)].map(([, version]) => version as string);
      expect(styled).toHaveLength(1);
      for (const [, version] of text.matchAll(/<b>(v\d)<\/b>/g)) expect(styled).toEqual([version as string]);
      if (visits === 5) bench.asked.length = 0;
    }
    expect(calls(bench, '/fragments.json')).toBe(0);
  });
});

test('a primary fragment that fails when it is loaded again for its version makes the page a 503', async () => {
  const primary = { a: { fragment: 'shop/a', primary: true }, b: { fragment: 'shop/b' } } as const;
  let version = 'v1';
  const answer = (body: string) => html(body, { 'x-jogakbo-version': version });
  let slow = false;
  let calledAgain = false;
  const bench: Bench = createFine({
    a: () => {
      if (version === 'v1') return answer('<b>a</b>');
      if (calledAgain) return html('', {}, 500);
      calledAgain = true;
      return html('<b>a</b>');
    },
    b: async () => {
      if (slow) await bench.clock.wait(3);
      return answer('<i>b</i>');
    },
  });
  await bench.open(primary);
  const manifestOf = bench.manifest.answer;
  bench.manifest.answer = async (request) =>
    Response.json({ ...(await (await manifestOf(request)).json()), version });
  version = 'v2';
  slow = true;
  expect((await bench.open(primary)).status).toBe(503);
});

describe('a manifest that cannot be used', () => {
  test.each<[string, Answer, string]>([
    ['is not there', () => new Response(null, { status: 404 }), '/fragments.json answers with status 404'],
    ['is no JSON', () => new Response('<html>'), '/fragments.json is no JSON'],
    [
      'lacks a field',
      () => Response.json({ slice: 'shop', version: 'v1', fragments: { a: { params: 'id' } } }),
      '/fragments.json is not valid: fragments.a.params must be a list of texts',
    ],
    [
      'is of another slice',
      async () =>
        Response.json({
          slice: 'other',
          version: 'v1',
          fragments: {},
          stylesheet: { content: '', hash: '' },
          remote: null,
        }),
      '/fragments.json is of slice other',
    ],
    ['fails', () => Promise.reject(new Error('no route')), '/fragments.json cannot be fetched: no route'],
    ['hangs', never, '/fragments.json did not come within 2000 ms'],
  ])('because it %s is a warning', async (_, answer, detail) => {
    const bench = createFine();
    bench.manifest.answer = answer;
    const { text } = await bench.open({ a: { ...a.a, deadline: 5_000 } });
    expect(text).toContain('no a');
    expect(bench.warnings).toEqual([{ about: 'slice shop', detail: expect.stringContaining(detail) }]);
  });

  test.each([
    ['shop/none', 'fragment shop/none', 'is not declared in the manifest of its slice'],
    ['away/a', 'slice away', 'has no endpoint'],
  ] as const)('or that has no %s is a warning', async (fragment, about, detail) => {
    const bench = createFine();
    for (let visits = 0; visits < 2; visits++) await bench.open({ a: { fragment } });
    expect(bench.warnings).toEqual([{ about, detail }]);
  });
});

describe('fifty visits at once', () => {
  const kept = { 'cache-control': 's-maxage=60' };
  const visitAll = (bench: Bench) => Promise.all(Array.from({ length: 50 }, () => bench.open(a)));
  const slow = (bench: () => Bench, answer: () => Response) => async () => {
    await bench().clock.wait(50);
    return answer();
  };

  test('of a slice that is not known yet make one call of the manifest and one of the fragment', async () => {
    const bench: Bench = createFine({
      a: slow(
        () => bench,
        () => html('<b>a</b>', kept),
      ),
    });
    for (const { text } of await visitAll(bench)) expect(text).toContain('<b>a</b>');
    expect(bench.asked).toEqual(['/fragments.json', '/fragments/a']);
  });

  test('of a copy that may only be shown for errors make one call', async () => {
    const brief = { 'cache-control': 's-maxage=1, stale-if-error=600' };
    const bench: Bench = createFine({
      a: slow(
        () => bench,
        () => html('<b>a</b>', brief),
      ),
    });
    await bench.open(a);
    await bench.clock.advance(10_000);
    bench.asked.length = 0;
    await visitAll(bench);
    expect(bench.asked).toEqual(['/fragments/a']);
  });

  test('of a fragment that may not be stored make their own calls, the second time at once', async () => {
    const bench: Bench = createFine({
      a: slow(
        () => bench,
        () => html('<b>a</b>'),
      ),
    });
    for (let times = 1; times <= 2; times++) {
      const pages = await visitAll(bench);
      expect(calls(bench, '/fragments/a')).toBe(50 * times);
      for (const { text } of pages) expect(text).toContain('<b>a</b>');
      if (times === 2) for (const { milliseconds } of pages) expect(milliseconds).toBeLessThanOrEqual(70);
    }
  });

  test('go on by themselves if the first of them hangs', async () => {
    let first = true;
    const bench = createFine({
      a: () => {
        if (!first) return html('<b>a</b>', kept);
        first = false;
        return never();
      },
    });
    const pages = await visitAll(bench);
    expect(pages.filter(({ text }) => text.includes('<b>a</b>'))).toHaveLength(49);
    for (const { milliseconds } of pages) expect(milliseconds).toBeLessThanOrEqual(510);
  });
});

test('a fragment that a slice declares later is shown within a minute, although no answer names the new version', async () => {
  const bench = createSliceBench({ a: () => html('<p>a</p>', { 'x-jogakbo-version': 'v2' }) });
  let manifest: object = { slice: 'shop', version: 'v1', fragments: {} };
  bench.manifest.answer = () => Response.json(manifest);
  const open = async () => (await bench.open({ a: { fragment: 'shop/a' } })).text;
  expect(await open()).not.toContain('<p>a</p>');
  manifest = { slice: 'shop', version: 'v2', fragments: { a: {} } };
  await bench.clock.advance(60_000);
  await open();
  expect(await open()).toContain('<p>a</p>');
  expect(bench.asked.filter((path) => path === '/fragments.json')).toHaveLength(2);
});
