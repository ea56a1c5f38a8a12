import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { listWorkers, root, type Worker } from '../workers.ts';
import { toBuildFile } from './build-module.ts';
import { bundle } from './bundle.ts';
import { bundleStyles, toInline } from './bundle-styles.ts';
import { toBoundaryColors } from './to-boundary-colors.ts';
import type { BuiltFile } from './write-files.ts';

const browser = `${root}/platform/browser`;
/** The import map: which file a bare module name means in the browser. Remotes need the first two. */
const shared = { 'solid-js': 'solid-js.js', 'solid-js/web': 'solid-js-web.js', '@jogakbo/host': 'host.js' };
/** The rules for links that the browser may load ahead. A header of every page names this file. */
const speculationRules = 'speculation-rules.json';

/**
 * Builds what the shell has besides its code: the browser runtime, and the inline parts of every page with their hashes.
 *
 * @param worker the worker that has the shell as a tier
 * @returns the files, relative to the output folder of the worker
 */
export async function buildShell(worker: Worker, tier: Worker): Promise<BuiltFile[]> {
  const { directory } = tier;
  const [runtime, loader, rules] = await Promise.all([
    bundleRuntime(),
    bundleLoader(),
    readRules(`${directory}/${speculationRules}`),
  ]);
  const files = [...runtime, rules];
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 10);
  const folder = `assets/shell/${version}`;
  const imports = Object.fromEntries(
    Object.entries(shared).map(([name, file]) => [name, `/${folder}/${file}`]),
  );

  const frame = {
    head:
      '<link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="apple-touch-icon" href="/apple-touch-icon.png">' +
      '<link rel="manifest" href="/manifest.webmanifest"><meta name="theme-color" content="#5b3df0">' +
      '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title="조각보">',
    style: bundleStyles(`${directory}/styles/document.css`),
    layoutStyle: bundleStyles(`${directory}/styles/layout.css`),
    importMap: toInline(JSON.stringify({ imports })),
    loader: toInline(loader),
  };
  const slices = (await listWorkers()).flatMap(({ kind, slice }) => (kind === 'frontend' ? [slice] : []));
  const { content } = bundleStyles(`${directory}/styles/boundaries.css`);
  const boundaries = toInline(content + toBoundaryColors(slices));
  return [
    ...(await readPublic(`${directory}/public`)),
    ...files.map(({ name, content }) => ({ path: `assets/${folder}/${name}`, content })),
    {
      path: `worker/${toBuildFile(worker, tier)}`,
      content: [
        `export const frame = ${JSON.stringify(frame)};`,
        `export const boundaries = ${JSON.stringify(boundaries)};`,
        `export const beacon = ${JSON.stringify(`/${folder}/beacon.js`)};`,
        `export const previewStyles = ${JSON.stringify(bundleStyles(`${directory}/styles/preview.css`))};`,
        `export const speculationRules = ${JSON.stringify(`/${folder}/${speculationRules}`)};`,
        '',
      ].join('\n'),
    },
  ];
}

/** Reads the files that are served as they are. */
async function readPublic(folder: string): Promise<BuiltFile[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => ({
        path: join('assets', relative(folder, join(parentPath, name))),
        content: await Bun.file(join(parentPath, name)).bytes(),
      })),
  );
}

async function readRules(file: string) {
  return { name: speculationRules, content: JSON.stringify(await Bun.file(file).json()) };
}

async function bundleRuntime() {
  const outputs = await bundle({
    ...forBrowser,
    entrypoints: [
      ...[
        `${browser}/host.ts`,
        `${browser}/solid-js.ts`,
        `${browser}/solid-js-web.ts`,
        `${browser}/beacon.ts`,
      ],
    ],
    splitting: true,
    naming: { entry: '[name].js', chunk: 'chunk-[hash].js' },
  });
  return Promise.all(
    outputs.map(async (output) => ({ name: basename(output.path), content: await output.text() })),
  );
}

async function bundleLoader(): Promise<string> {
  const [output] = await bundle({
    ...forBrowser,
    entrypoints: [`${browser}/loader.ts`],
    external: ['@jogakbo/host'],
  });
  return (await (output as Blob).text()).trim();
}

const forBrowser = {
  target: 'browser',
  format: 'esm',
  minify: true,
  define: {
    'process.env.NODE_ENV': '"production"',
    ENV_TARGET: '"web"',
    FEDERATION_BUILD_IDENTIFIER: '"shell"',
    FEDERATION_IPV6: 'false',
  },
} as const;
