import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { root } from './workers.ts';

/** The four patches of the logo: the content of `favicon.svg` without its `<svg>` element. */
const favicon = await Bun.file(`${root}/shell/public/favicon.svg`).text();
const patches = favicon.trim().replace(/^<svg[^>]*>|<\/svg>$/g, '');

/** Draws the shop's icons from the logo, as PNG. A key is a file name below `shell/public`. */
export async function drawIcons(): Promise<Record<string, Uint8Array>> {
  const wasm = Bun.resolveSync('@resvg/resvg-wasm/index_bg.wasm', import.meta.dir);
  // A second initialization in the same process fails, and is not needed.
  await initWasm(await Bun.file(wasm).arrayBuffer()).catch(() => {});
  return {
    'icons/192.png': toPng(192, toIcon('')),
    'icons/512.png': toPng(512, toIcon('')),
    // Phones cut a circle or another shape out of these two icons.
    'icons/maskable.png': toPng(512, toIcon('#fff', 0.66)),
    'apple-touch-icon.png': toPng(180, toIcon('#fff', 0.8)),
    'icons/preview.png': toPng(1_200, toPreview()),
  };
}

function toIcon(background: string, scale = 1): string {
  const margin = 16 * (1 - scale);
  const ground = background && `<path fill="${background}" d="M0 0h32v32H0z"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${ground}<g transform="translate(${margin} ${margin}) scale(${scale})">${patches}</g></svg>`;
}

/** The picture for link previews of pages without a picture of their own. */
function toPreview(): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><path fill="#f6f4ff" d="M0 0h1200v630H0z"/>' +
    `<g transform="translate(376 91) scale(14)">${patches}</g></svg>`
  );
}

function toPng(width: number, svg: string): Uint8Array {
  return new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render().asPng();
}

if (import.meta.main) {
  for (const [name, png] of Object.entries(await drawIcons()))
    await Bun.write(`${root}/shell/public/${name}`, png);
}
