import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Worker } from '../workers.ts';
import { toBuildFile } from './build-module.ts';
import { bundle } from './bundle.ts';
import { bundleStyles, toInline } from './bundle-styles.ts';
import { solidPlugin } from './solid-plugin.ts';
import type { BuiltFile } from './write-files.ts';

type File = { name: string; content: string };

/**
 * Builds what a slice's frontend has besides its code: its confined stylesheet, and a Module Federation remote of its `islands/`. The
 * version is a hash of all of them. The paths of the remote's files contain the version, so their content never changes.
 *
 * @param worker the worker that has this frontend as a tier
 * @param code the bundled code of that worker
 * @returns the files, relative to the output folder of the worker
 */
export async function buildFrontend(worker: Worker, tier: Worker, code: string): Promise<BuiltFile[]> {
  const { directory, slice } = tier;
  const stylesheet = existsSync(`${directory}/styles.css`)
    ? bundleStyles(`${directory}/styles.css`, slice)
    : toInline('');
  const islands = await bundleIslands(directory);
  const version = createHash('sha256')
    .update(JSON.stringify([code, stylesheet, islands]))
    .digest('hex')
    .slice(0, 10);

  const folder = `assets/${slice}/${version}`;
  const build = { version, stylesheet, remote: islands.length > 0 ? `/${folder}/mf-manifest.json` : null };
  return [
    ...islands.map(({ name, content }) => ({ path: `assets/${folder}/${name}`, content })),
    { path: `worker/${toBuildFile(worker, tier)}`, content: `export default ${JSON.stringify(build)};\n` },
  ];
}

async function bundleIslands(directory: string): Promise<File[]> {
  const sources = existsSync(`${directory}/islands`) ? (await readdir(`${directory}/islands`)).sort() : [];
  if (sources.length === 0) return [];
  const outputs = await bundle({
    entrypoints: sources.map((source) => `${directory}/islands/${source}`),
    target: 'browser',
    format: 'esm',
    splitting: true,
    minify: true,
    naming: { entry: '[name].js', chunk: 'chunk-[hash].js' },
    external: ['solid-js', 'solid-js/web'],
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [solidPlugin('dom')],
  });
  const files = await Promise.all(
    outputs.map(async (output) => ({ name: basename(output.path), content: await output.text() })),
  );
  const names = sources.map((source) => source.replace(/\.tsx?$/, ''));
  return [...files, ...toRemote(basename(directory), names)];
}

/**
 * Writes the remote's container, as Module Federation's runtime expects it (`init` and `get`), and its manifest. The import map of
 * the page shares Solid. So the container negotiates no shared modules and stays small, unlike that of the standard plugin.
 */
function toRemote(slice: string, names: string[]): File[] {
  const modules = names.map((name) => `${JSON.stringify(`./${name}`)}:()=>import("./${name}.js")`).join(',');
  const container = `const modules={${modules}};export const init=()=>{};export const get=name=>modules[name]().then(module=>()=>module);\n`;
  const noAssets = { js: { sync: [], async: [] }, css: { sync: [], async: [] } };
  const manifest = {
    id: slice,
    name: slice,
    metaData: {
      name: slice,
      type: 'app',
      buildInfo: { buildVersion: '', buildName: slice },
      remoteEntry: { name: 'remote.js', path: '', type: 'module' },
      types: { path: '', name: '', zip: '', api: '' },
      globalName: slice,
      pluginVersion: '',
      publicPath: 'auto',
    },
    shared: [],
    remotes: [],
    exposes: names.map((name) => ({ id: `${slice}:${name}`, name, path: `./${name}`, assets: noAssets })),
  };
  return [
    { name: 'remote.js', content: container },
    { name: 'mf-manifest.json', content: JSON.stringify(manifest) },
  ];
}
