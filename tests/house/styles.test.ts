import { expect, test } from 'bun:test';
import { root } from '../../tools/workers.ts';

const folders = ['frontends', 'platform/ui', 'shell/styles'];
const files = folders.flatMap((folder) =>
  [...new Bun.Glob('**/*.css').scanSync(`${root}/${folder}`)]
    .filter((file) => !/node_modules|dist/.test(file))
    .map((file) => `${folder}/${file}`),
);

test.each(files)('%s has no letter size and no breakpoint in pixels', async (file) => {
  const css = await Bun.file(`${root}/${file}`).text();
  const inPixels = css.match(/font-size: [\d.]+px|@media [^{]*\d+px[^{]*/g) ?? [];
  expect(inPixels).toEqual([]);
});
