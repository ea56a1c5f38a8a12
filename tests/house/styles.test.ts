import { expect, test } from 'bun:test';
import { root } from '../../tools/workers.ts';

const folders = ['frontends', 'platform/ui', 'shell/styles'];
const files = folders.flatMap((folder) =>
  [...new Bun.Glob('**/*.css').scanSync(`${root}/${folder}`)]
    .filter((file) => !/node_modules|dist/.test(file))
    .map((file) => `${folder}/${file}`),
);

test.each(files)('%s follows the letter size that a reader has set', async (file) => {
  const css = await Bun.file(`${root}/${file}`).text();
  const inPixels = css.match(/font-size: [\d.]+px|@media [^{]*\d+px[^{]*/g) ?? [];
  expect(inPixels).toEqual([]);
});
