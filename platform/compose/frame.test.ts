import { describe, expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { createSliceBench, html } from './create-slice-bench.helper.ts';
import { createHost } from './host.ts';
import { definePage, type Frame, type Slot } from './index.ts';
import { frame as hashed, message } from './test-frame.helper.ts';

const title: Slot = { markup: () => '<title>page</title>' };

async function open(frame: Frame, how = {}, language = 'en') {
  const page = definePage({ layout: '<hr>', head: title, slots: {} });
  const host = createHost({
    ...{ endpointOf: () => undefined, frame, notFound: message, unavailable: message, routes: { '/': page } },
    hooks: { visitOf: () => ({ language }), optionsOf: () => how },
  });
  const response = await host.handle(new Request('http://host/'));
  return { text: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
}

describe('a frame', () => {
  test('of texts gets their hashes from the engine', async () => {
    const importMap = '{"imports":{}}';
    const { text, policy } = await open({ style: 'b{}', layoutStyle: 'i{}', importMap, loader: 'let a' });
    const hash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    expect(policy).toContain(`script-src 'self' ${hash(importMap)} ${hash('let a')}`);
    expect(policy).toContain(`style-src ${hash('b{}')} ${hash('i{}')}`);
    expect(text).toContain('<style>b{}</style><script type="importmap">{"imports":{}}</script>');
    expect(text).toContain('<script type="module" async>let a</script>');
  });

  test('without parts leaves their elements out', async () => {
    const { text, policy } = await open({});
    expect(text).not.toMatch(/<style|<script/);
    expect(policy).toContain('; style-src; ');
  });

  test('has attributes for the html element, in each language', async () => {
    const attributes = (language: string) => ({
      ...{ dir: language === 'ar' ? 'rtl' : 'ltr', class: 'a "b"' },
      ...{ lang: 'xx', 'a b': '1', 'x>': '2' },
    });
    expect((await open({ attributes }, {}, 'ar')).text).toStartWith(
      '<!doctype html><html dir="rtl" class="a &quot;b&quot;" lang="ar"><head>',
    );
    expect((await open({ ...hashed, attributes: { dir: 'ltr' } })).text).toContain(
      '<html dir="ltr" lang="en">',
    );
  });

  test('gives way to the attributes of one response', async () => {
    const how = { attributes: { class: 'dark' } };
    const { text } = await open({ attributes: { class: 'light', dir: 'ltr' } }, how);
    expect(text).toContain('<html class="dark" dir="ltr" lang="en">');
  });

  test('adds sources to the policy, and never unsafe ones', async () => {
    const { policy } = await open({ policy: { 'img-src': ['https://pictures.example'] } });
    expect(policy).toContain("img-src 'self' data: https://pictures.example;");
    await expect(open({ policy: { 'style-src': ["'unsafe-inline'"] } })).rejects.toThrow('may not have');
  });
});

describe('the head of a page', () => {
  const answers = {
    meta: () => html('<meta name="a">', { 'content-location': '/there' }),
    data: () => html('<meta name="b">'),
    gone: () => new Response(null, { status: 404 }),
    hang: () => new Promise<Response>(() => {}),
  };

  async function openHead(head: Slot[]) {
    const { composer, clock } = createSliceBench(answers);
    const page = definePage({ layout: '<hr>', head, slots: {} });
    const visit = { url: 'http://shop/', params: {}, language: 'en', headers: {}, waitUntil() {} };
    const composing = composer.compose(page, visit, { head: (place) => `<link href="${place}">` });
    await clock.advance(300);
    const response = await composing;
    return {
      status: response.status,
      timing: response.headers.get('server-timing'),
      text: await response.text(),
    };
  }

  test('has its parts in their order, and then the part of the caller', async () => {
    const { text, timing } = await openHead([title, { fragment: 'shop/meta' }, { fragment: 'shop/data' }]);
    expect(text).toContain('<title>page</title><meta name="a"><meta name="b"><link href="/there"><style>');
    expect(timing).toContain('head-2;dur=');
  });

  test('leaves out a part that is late, and has the status of a primary one', async () => {
    const late = await openHead([title, { fragment: 'shop/hang', deadline: 100 }, { fragment: 'shop/data' }]);
    expect(late.text).toContain('<title>page</title><meta name="b"><link');
    expect((await openHead([title, { fragment: 'shop/gone', primary: true }])).status).toBe(404);
    expect((await openHead([title, { fragment: 'shop/gone' }])).status).toBe(200);
  });

  test('may not be primary on a page for failures', () => {
    const page = definePage({ layout: '<hr>', head: [title, { fragment: 'a/b', primary: true }], slots: {} });
    const create = () => createHost({ endpointOf: () => undefined, notFound: page, unavailable: message });
    expect(create).toThrow('page notFound, slot head: a/b may not be primary');
    expect(() => definePage({ layout: '', head: [title, {} as Slot], slots: {} })).toThrow(
      'slot head-2 needs',
    );
  });
});
