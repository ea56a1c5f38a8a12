import { expect, test } from 'bun:test';
import wasm from '@resvg/resvg-wasm/index_bg.wasm';
import { createRenderer } from './create-renderer.ts';
import { drawPreview, previewSize } from './draw-preview.ts';

const picture = { shape: 'block', hue: 110, accent: 48, pattern: 2 };
const drawn = drawPreview(picture);

test('a link preview is a PNG of 1200 × 630', async () => {
  const png = await createRenderer({ wasm, now: () => 0 })('a', () => drawn);
  const view = new DataView((png as Uint8Array<ArrayBuffer>).buffer, png?.byteOffset);
  expect([...(png ?? []).slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect({ width: view.getUint32(16), height: view.getUint32(20) }).toEqual(previewSize);
});

test('the renderer refuses the fifth new picture in a row, but still serves a rendered one', async () => {
  let time = 0;
  const render = createRenderer({ wasm, now: () => time });
  const small = () => '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
  const tries = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => render(key, small)));
  expect(tries.map((png) => png !== undefined)).toEqual([true, true, true, true, false]);
  expect(await render('a', small)).toBeDefined();
  time += 1_000;
  expect(await render('e', small)).toBeDefined();
});
