import { expect, test } from 'bun:test';
import { createSliceBench, html } from './create-slice-bench.helper.ts';
import { isMetadata } from './is-metadata.ts';
import { definePage } from './page.ts';

test.each([
  '',
  '<title>a < b</title>\n<meta name="a" content=">"><link rel=icon href=/i.png>',
  '<!-- a --><script type="application/ld+json">{"a":"<p>"}</script><STYLE>p{}</style >',
])('%p can be in the head', (text) => expect(isMetadata(text)).toBe(true));

test.each([
  'text',
  '<p></p>',
  '<title>a</title><p></p>',
  '<titles></titles>',
  '<meta content="a',
  '<title>a',
  '<noscript></noscript>',
])('%p ends the head', (text) => expect(isMetadata(text)).toBe(false));

test.each([false, true])(
  'a fragment that would end the head is left out, and is a failure; primary: %p',
  async (primary) => {
    const bench = createSliceBench({ head: () => html('<title>t</title><p>x</p>') });
    const page = definePage({ layout: '', head: { fragment: 'shop/head', primary }, slots: {} });
    const { composer, clock } = bench;
    const visit = { url: 'http://shop/', params: {}, language: 'ko', headers: {}, waitUntil: () => {} };
    const composed = composer.compose(page, visit, { onReport: (report) => void bench.reports.push(report) });
    await clock.advance(100);
    const response = await composed;
    expect(response.status).toBe(primary ? 503 : 200);
    expect(await response.text()).not.toContain('<p>x</p>');
    expect(bench.reports[0]?.fragments[0]).toMatchObject({ source: 'fallback', reason: 'unbalanced' });
  },
);
