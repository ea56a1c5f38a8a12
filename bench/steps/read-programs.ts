import { relative, resolve } from 'node:path';
import { buildServer } from '../../tools/serve/build-server.ts';
import { writeTopology } from '../../tools/topology/write-topology.ts';
import { root, tiersOf } from '../../tools/workers.ts';
import type { Step } from './step.ts';

/** A program or a worker that is deployed as a whole. */
export type Program = {
  /** The tiers in it. The monolith has none. */
  tiers: string[];
  slices: string[];
  /** Its source files, relative to the project. */
  sources: Set<string>;
  /** The size of its code, without the files for the browser. */
  bytes: number;
};

/** Reads the programs of a step from their builds. */
export async function readPrograms({
  topology,
  served,
}: Pick<Step, 'topology' | 'served'>): Promise<Program[]> {
  if (topology === undefined) return [await readMonolith()];
  const workers = await writeTopology(topology);
  return Promise.all(
    workers.map(async (worker) => {
      const tiers = tiersOf(worker);
      const code =
        served && worker.name === served
          ? await buildServer(served)
          : `${worker.directory}/dist/worker/index.js`;
      return {
        tiers: tiers.map(({ name }) => name),
        slices: [...new Set(tiers.map(({ slice }) => slice))],
        ...(await readBuild(code)),
      };
    }),
  );
}

async function readMonolith(): Promise<Program> {
  const { outputs } = await Bun.build({
    ...{ entrypoints: [`${root}/bench/monolith/main.ts`], target: 'bun', sourcemap: 'external' },
    minify: { syntax: true },
  });
  const code = outputs.find(({ kind }) => kind === 'entry-point') as Blob;
  const map = outputs.find(({ kind }) => kind === 'sourcemap') as Blob;
  const { sources } = JSON.parse(await map.text()) as { sources: string[] };
  return { tiers: [], slices: [], bytes: code.size, sources: toPaths(sources, process.cwd()) };
}

async function readBuild(code: string): Promise<Pick<Program, 'sources' | 'bytes'>> {
  const { sources } = (await Bun.file(`${code}.map`).json()) as { sources: string[] };
  const directory = resolve(code, '..');
  const files = [...new Bun.Glob('**/*.{js,wasm}').scanSync(directory)];
  return {
    bytes: files.reduce((sum, file) => sum + Bun.file(`${directory}/${file}`).size, 0),
    sources: toPaths(sources, directory),
  };
}

function toPaths(sources: string[], directory: string): Set<string> {
  return new Set(sources.map((source) => relative(root, resolve(directory, source))));
}
