import { buildBrowser } from '../../build-browser.ts';
import type { Built } from './create-store.ts';
import { drawPictures } from './draw-pictures.ts';

/** Builds what the host needs besides its code. */
export async function buildStore(): Promise<Built> {
  const [{ loader, host }, document, layout] = await Promise.all([
    ...([buildBrowser(), readStyles('document'), readStyles('layout')] as const),
  ]);
  return { loader, styles: { document, layout }, files: { '/scripts/host.js': host, ...drawPictures() } };
}

/** Bundles the host as a worker, with everything it needs in one file. */
export async function buildWorker(built: Built): Promise<string> {
  const { outputs } = await Bun.build({
    ...{ entrypoints: [`${import.meta.dir}/worker.ts`], target: 'browser', format: 'esm' },
    ...{ external: ['node:*'], define: { built: JSON.stringify(built) } },
  });
  const [worker] = outputs;
  return (worker as Blob).text();
}

function readStyles(name: string): Promise<string> {
  return Bun.file(`${import.meta.dir}/${name}.css`).text();
}

if (import.meta.main) {
  const file = `${import.meta.dir}/dist/worker.js`;
  await Bun.write(file, await buildWorker(await buildStore()));
  console.log(file);
}
