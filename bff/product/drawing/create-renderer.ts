import { initWasm, Resvg } from '@resvg/resvg-wasm';

type RendererOptions = {
  /** The compiled module of resvg. A worker cannot compile a module while it answers a request. */
  wasm: WebAssembly.Module;
  /** Epoch milliseconds. */
  now: () => number;
};

/** How many pictures may be rendered in a row. Each takes about 0.16 s of processor time, and other requests wait meanwhile. */
const burst = 4;
/** After this time one more picture may be rendered. */
const refillMs = 1_000;
/** How many pictures stay in memory. Each takes about 0.1 MB. */
const mostKept = 32;

/** Creates a function that renders SVG as PNG. It keeps the last pictures and limits how many it renders in a row. */
export function createRenderer({ wasm, now }: RendererOptions) {
  const kept = new Map<string, Uint8Array>();
  let ready = false;
  let left = burst;
  let since = now();

  /** @returns `undefined` if too many pictures were rendered a moment ago */
  return async function render(key: string, svg: () => string): Promise<Uint8Array | undefined> {
    const known = kept.get(key);
    if (known) return known;
    left = Math.min(burst, left + (now() - since) / refillMs);
    since = now();
    if (left < 1) return undefined;
    left -= 1;
    // Each request starts its own initialization, because workerd forbids sharing a promise. A second one does no harm.
    if (!ready) await initWasm(wasm).catch(() => {});
    ready = true;
    const png = toPng(svg());
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string);
    kept.set(key, png);
    return png;
  };
}

function toPng(svg: string): Uint8Array {
  const resvg = new Resvg(svg, { fitTo: { mode: 'original' } });
  const image = resvg.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    resvg.free();
  }
}
