import { plugin } from 'bun';

const inline = { content: '', hash: '' };

class Entry {}

/** Nothing is drawn here, so JSX need not go through Solid's compiler, which takes most of the time. */
const transpiler = new Bun.Transpiler({
  loader: 'tsx',
  tsconfig: JSON.stringify({
    compilerOptions: { jsx: 'react', jsxFactory: 'String', jsxFragmentFactory: 'String' },
  }),
});

/** Lets this process import the sources of workers, which are not built. Call it before the first import. */
export function loadSources(): void {
  plugin({
    name: 'sources',
    setup(build) {
      build.onLoad({ filter: /\.(?:lua|wasm)$/ }, () => ({ exports: { default: '' }, loader: 'object' }));
      build.onLoad({ filter: /\.tsx$/ }, async ({ path }) => ({
        contents: transpiler.transformSync(await Bun.file(path).text()),
        loader: 'js',
      }));
      build.module('cloudflare:workers', () => ({
        exports: { DurableObject: Entry, WorkflowEntrypoint: Entry, waitUntil() {} },
        loader: 'object',
      }));
      build.module('jogakbo:build', () => ({
        exports: {
          default: { version: 'contracts', stylesheet: inline, remote: null },
          frame: { head: '', style: inline, layoutStyle: inline, importMap: inline, loader: inline },
          boundaries: inline,
          speculationRules: '',
        },
        loader: 'object',
      }));
    },
  });
}
