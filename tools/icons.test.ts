import { expect, test } from 'bun:test';
import { drawIcons } from './icons.ts';
import { root } from './workers.ts';

test('the icons show the current logo; otherwise run bun tools/icons.ts', async () => {
  for (const [name, png] of Object.entries(await drawIcons())) {
    const file = await Bun.file(`${root}/shell/public/${name}`).bytes();
    expect({ name, same: Buffer.from(png).equals(file) }).toEqual({ name, same: true });
  }
});
