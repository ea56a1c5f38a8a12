import { describe, expect, test } from 'bun:test';
import { createSliceBench, html } from './create-slice-bench.suite.ts';

const fine = { a: () => html('<b>a</b>'), b: () => html('<i>b</i>') };
const a = { a: { fragment: 'shop/a', deadline: 500, fallback: () => 'no a' } } as const;

describe('a slice that nothing is known of yet', () => {
  test('whose manifest is slow keeps its fragment, with its styles behind a nonce of this page', async () => {
    const bench = createSliceBench(fine);
    const answer = bench.manifest.answer;
    bench.manifest.answer = async (request) => {
      await bench.clock.wait(300);
      return answer(request);
    };
    const { response, text } = await bench.open({ ...a, b: { fragment: 'shop/b' } });
    expect(text).toContain('<b>a</b>');
    expect(text).toContain('<i>b</i>');
    expect(text).not.toContain('no a');
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
    expect(text.split(`<style nonce="${nonce}">css</style>`)).toHaveLength(2);
    const warm = await bench.open(a);
    expect(warm.text).toContain('<style>css</style>');
    expect(warm.response.headers.get('content-security-policy')).not.toContain('nonce');
  });

  test.each([true, false])(
    'whose manifest never comes holds up a primary fragment no longer than its deadline: %p',
    async (hangs) => {
      const bench = createSliceBench({ ...fine, c: () => new Promise<Response>(() => {}) });
      const answer = bench.manifest.answer;
      bench.manifest.answer = async (request) => {
        await bench.clock.wait(hangs ? 100_000 : 80);
        return answer(request);
      };
      const hanging = () => new Promise<Response>(() => {});
      Object.assign(fine, { c: hanging });
      const { status, milliseconds } = await bench.open({
        a: { fragment: hangs ? 'shop/a' : 'shop/c', primary: true, deadline: 100 },
      });
      expect(status).toBe(503);
      expect(milliseconds).toBeLessThanOrEqual(110);
    },
  );
});

describe('a version header', () => {
  test('that is missing costs no call and no fallback, and the copy is found again', async () => {
    const bare = (body: string) => () =>
      new Response(body, { headers: { 'content-type': 'text/html', 'cache-control': 's-maxage=60' } });
    const bench = createSliceBench({ a: bare('<b>a</b>'), b: bare('<i>b</i>') });
    for (let visits = 0; visits < 3; visits++) expect((await bench.open(a)).text).toContain('<b>a</b>');
    expect(bench.asked).toEqual(['/fragments.json', '/fragments/a']);
  });

  test('of a build that no manifest has is looked for once a second, within the deadline', async () => {
    const bench = createSliceBench({ a: () => html('<b>a</b>', { 'x-jogakbo-version': 'other' }) });
    for (let visits = 0; visits < 5; visits++) await bench.open(a);
    expect(bench.asked.filter((path) => path === '/fragments.json')).toHaveLength(2);
    bench.manifest.answer = () => new Promise<Response>(() => {});
    await bench.clock.advance(1_000);
    const { milliseconds } = await bench.open({ a: { ...a.a, deadline: 100, primary: true } });
    expect(milliseconds).toBeLessThanOrEqual(210);
  });

  test('of two builds that answer by turns costs no call more, and each fragment comes with the styles of its own', async () => {
    let version = 'v1';
    const turn = () => {
      version = version === 'v1' ? 'v2' : 'v1';
      return html(`<b>${version}</b>`, { 'x-jogakbo-version': version });
    };
    const bench = createSliceBench({ a: turn, b: turn });
    const answer = bench.manifest.answer;
    let manifests = 0;
    const manifestOf = async (request: Request) => {
      const version = manifests++ % 2 === 0 ? 'v1' : 'v2';
      const manifest = await (await answer(request)).json();
      return Response.json({
        ...manifest,
        version,
        stylesheet: { content: `css ${version}`, hash: `sha256-${version}` },
      });
    };
    bench.manifest.answer = manifestOf;
    const slots = { ...a, b: { fragment: 'shop/b', fallback: () => 'no b' } } as const;
    for (let visits = 0; visits < 3; visits++) {
      await bench.open(slots);
      await bench.clock.advance(1_000);
    }
    const before = bench.asked.length;
    const { text } = await bench.open(slots);
    expect(bench.asked.slice(before)).toEqual(['/fragments/a', '/fragments/b']);
    for (const part of ['<b>v1</b>', '<b>v2</b>', '>css v1</style>', '>css v2</style>'])
      expect(text).toContain(part);
  });
});
