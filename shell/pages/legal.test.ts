import { describe, expect, test } from 'bun:test';
import { createTestShell } from '../create-test-shell.helper.ts';

const shell = await createTestShell();
const paths = ['/terms', '/privacy', '/returns', '/company'];

/** Reads the document of a page, without the header and the footer. */
async function read(path: string, language: string) {
  const answer = await shell.fetch(`${path}?lang=${language}`);
  const html = await answer.text();
  const article = html.match(/<article class="shell-document">[\s\S]*<\/article>/)?.[0] ?? '';
  return { status: answer.status, html, article };
}

const idsOf = (html: string) => [...html.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id);

describe.each(paths)('%s', (path) => {
  test('has one heading, a title and a description in both languages, and agreements have a date', async () => {
    for (const language of ['ko', 'en']) {
      const { status, html, article } = await read(path, language);
      expect(status).toBe(200);
      const headings = [...article.matchAll(/<h1>([^<]+)<\/h1>/g)].map(([, heading]) => heading);
      expect(headings).toHaveLength(1);
      expect(html.match(/<title>([^<]*)/)?.[1]).toStartWith(headings[0] as string);
      expect(html.match(/<meta name="description" content="([^"]+)"/)?.[1]?.length).toBeGreaterThan(20);
      const date = /<time datetime="\d{4}-\d\d-\d\d">[^<]+<\/time>/;
      expect(date.test(article)).toBe(path !== '/company');
    }
  });

  test('has the same sections in both languages, and English has no Korean', async () => {
    const [korean, english] = await Promise.all([read(path, 'ko'), read(path, 'en')]);
    const ids = idsOf(korean.article);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(english.article)).toEqual(ids);
    expect(english.article).not.toMatch(/[ㄱ-ㆎ가-힣]/);
  });

  test('only has links to sections and pages that exist', async () => {
    const { article } = await read(path, 'ko');
    for (const [, href = ''] of article.matchAll(/href="([^"]+)"/g)) {
      if (href.startsWith('#')) expect(idsOf(article)).toContain(href.slice(1));
      else expect([200, 302, 303]).toContain((await shell.fetch(href)).status);
    }
  });

  test('marks the beginning of its content once', async () => {
    expect((await read(path, 'ko')).html.match(/ id="content"/g)).toHaveLength(1);
  });
});

test.each<[string, string[]]>([
  ['/returns', ['7일', '3개월', '30일', '3영업일']],
  ['/terms', ['제1조', '청약', '만 14세', '분쟁']],
  ['/privacy', ['수집', '5년', '3개월', '제3자', '파기', '보호책임자', '쿠키']],
  ['/company', ['000-00-00000', '가상 회사']],
])('%s has the texts that the law requires', async (path, words) => {
  const { article } = await read(path, 'ko');
  for (const word of words) expect(article).toContain(word);
});
