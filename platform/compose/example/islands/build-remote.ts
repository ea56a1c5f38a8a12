import { basename } from 'node:path';
import type { BunPlugin } from 'bun';

/** The files of a remote, by name. */
export type Remote = Map<string, string>;

/**
 * Builds a Module Federation remote with a container of two functions, `init` and `get`. The host needs no more than that.
 *
 * @param islands the file of each island, by the name of its fragment; the file exports `hydrate(element, props)`
 * @param plugins compilers, such as the one of Svelte
 */
export async function buildRemote(
  islands: Record<string, string>,
  plugins: BunPlugin[] = [],
): Promise<Remote> {
  const { outputs } = await Bun.build({
    ...{ entrypoints: Object.values(islands), target: 'browser', format: 'esm', minify: true, plugins },
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  });
  const files = await Promise.all(
    outputs.map(async (output) => [basename(output.path), await output.text()] as const),
  );
  return new Map([...files, ['remote.js', toContainer(islands)]]);
}

function toContainer(islands: Record<string, string>): string {
  const modules = Object.entries(islands).map(
    ([name, file]) => `"./${name}":()=>import("./${basename(file).replace(/\.ts$/, '.js')}")`,
  );
  return `const modules={${modules.join(',')}};export const init=()=>{};export const get=name=>modules[name]().then(module=>()=>module);`;
}
