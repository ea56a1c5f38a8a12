import { expect, test } from 'bun:test';
import { root } from '../../tools/workers.ts';

test('browser code of slices fetches only with fetchInPage, in the language of its page', async () => {
  const files = [...new Bun.Glob('frontends/**/*.{ts,tsx}').scanSync(root)].filter(
    (file) => !/node_modules|\/dist\/|\.test\.tsx?$/.test(file),
  );
  const bare: string[] = [];
  for (const file of files)
    if (/(?<![.\w])fetch\(/.test(await Bun.file(`${root}/${file}`).text())) bare.push(file);
  expect(files.length).toBeGreaterThan(100);
  expect(bare).toEqual([]);
});
