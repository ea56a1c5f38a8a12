import { transformAsync } from '@babel/core';
import typescript from '@babel/preset-typescript';
import solid from 'babel-preset-solid';
import type { BunPlugin } from 'bun';

/** Compiles components of Solid to functions that write HTML. */
export const solidPlugin: BunPlugin = {
  name: 'solid',
  setup(build) {
    build.onLoad({ filter: /\.tsx$/ }, async ({ path }) => {
      const compiled = await transformAsync(await Bun.file(path).text(), {
        ...{ filename: path, babelrc: false, configFile: false },
        presets: [[solid, { generate: 'ssr', hydratable: true }], typescript],
      });
      return { contents: compiled?.code ?? '', loader: 'js' };
    });
  },
};
