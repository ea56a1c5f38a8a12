import { initWasm, Resvg } from '@resvg/resvg-wasm';

type RendererOptions = {
  /** The compiled module of resvg. A worker may not compile one while it answers a request. */
  wasm: WebAssembly.Module;
  /** Epoch milliseconds. */
  now: () => number;
};

/** Rendering takes about 0.16 s of the processor, so a burst of it would keep other requests waiting. */
const burst = 4;
/** Milliseconds after which one more picture may be rendered. */
const pause = 1_000;
/** Pictures that are kept, of about 0.1 MB each. */
const mostKept = 32;

/** Renders SVG as PNG, keeps the last pictures, and renders only a few in a row. */
export function createRenderer({ wasm, now }: RendererOptions) {
  const kept = new Map<string, Uint8Array>();
  let ready = false;
  let left = burst;
  let since = now();

  /** @returns undefined where too much was rendered just now */
  return async function render(key: string, svg: () => string): Promise<Uint8Array | undefined> {
    const known = kept.get(key);
    if (known) return known;
    left = Math.min(burst, left + (now() - since) / pause);
    since = now();
    if (left < 1) return undefined;
    left -= 1;
    // Requests do not share a promise: workerd forbids it. A second instance does no harm.
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
