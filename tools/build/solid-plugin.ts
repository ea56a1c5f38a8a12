import { transformAsync } from '@babel/core';
import typescript from '@babel/preset-typescript';
import solid from 'babel-preset-solid';
import type { BunPlugin } from 'bun';

/** Compiles `.tsx` with Solid's compiler: to strings for the server, or to DOM calls that hydrate the HTML from the server. */
export function solidPlugin(generate: 'ssr' | 'dom'): BunPlugin {
  return {
    name: `solid-${generate}`,
    setup(build) {
      build.onLoad({ filter: /\.tsx$/ }, async ({ path }) => {
        const result = await transformAsync(await Bun.file(path).text(), {
          filename: path,
          babelrc: false,
          configFile: false,
          presets: [
            [solid, { generate, hydratable: true }],
            [typescript, { onlyRemoveTypeImports: true }],
          ],
        });
        return { contents: result?.code ?? '', loader: 'js' };
      });
    },
  };
}
