import { expect, test } from 'bun:test';
import { Glob } from 'bun';
import { root } from '../../tools/workers.ts';

const sources = [...new Glob('{platform,frontends}/**/*.{ts,tsx}').scanSync(root)].filter(
  (file) => !/node_modules|\/dist\/|\.test\.tsx?$/.test(file),
);
const sinks =
  /(inner|outer)HTML\s*=(?!=)(?!\s*toTrustedHtml\()|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|document\.write/;

test('browser code turns text into HTML only with toTrustedHtml, as the policy of the pages demands', async () => {
  expect(sources.length).toBeGreaterThan(50);
  const texts = await Promise.all(
    sources.map(async (file) => [file, await Bun.file(`${root}/${file}`).text()]),
  );
  expect(texts.filter(([, text]) => sinks.test(text as string)).map(([file]) => file)).toEqual([]);
});
