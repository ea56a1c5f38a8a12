import { basename } from 'node:path';
import type { BunPlugin } from 'bun';
import { compile } from 'svelte/compiler';

/** Compiles `.svelte` files, for the server or for the browser. */
export function sveltePlugin(generate: 'server' | 'client'): BunPlugin {
  return {
    name: `svelte-${generate}`,
    setup(build) {
      build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
        const { js } = compile(await Bun.file(path).text(), { generate, filename: basename(path) });
        return { contents: js.code, loader: 'js' };
      });
    },
  };
}
