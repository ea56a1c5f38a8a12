import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFragments } from '../../alone/playground/read-fragments.ts';
import { listPlayground, startPlayground } from '../../alone/playground/start-playground.ts';
import { BuildError } from '../../build/bundle.ts';
import { fail } from '../../command/fail.ts';
import { buildWorkers } from '../../dev/build-workers.ts';
import { findChromium } from '../../find-chromium.ts';
import { root } from '../../workers.ts';
import { checkPictures, type SliceReport } from './check-pictures.ts';
import { listPictures } from './list-pictures.ts';
import { openCamera } from './open-camera.ts';
import { type Origin, readPictures } from './picture-files.ts';
import { toPictureSettings } from './to-picture-settings.ts';

type Options = {
  slices: readonly string[];
  only: string | undefined;
  update: boolean;
  json: boolean;
};

const toFolder = (slice: string) => `${root}/frontends/${slice}/pictures`;
const toResults = (slice: string) => `.wrangler/pictures/${slice}`;

/**
 * Compares the fragments of slices in all states with their kept pictures, in a playground with new stores.
 *
 * @returns the exit code
 */
export async function runPictures({ slices: named, only, update, json }: Options): Promise<number> {
  const slices = [...new Set(named)];
  const say = json ? console.error : console.log;
  const executablePath = findChromium();
  if (!executablePath)
    return fail('Pictures need Chromium: apt-get install chromium, or set CHROMIUM to its path.');
  for (const slice of update ? [] : slices)
    if ((await readPictures(toFolder(slice))).pictures.size === 0)
      fail(`${slice} keeps no pictures yet. Make them: bun run check ${slice} --pictures --update`);
  const all = listPictures(await readFragments(slices));
  const wanted = all.filter(({ name }) => name.includes(only ?? ''));
  if (wanted.length === 0) fail(`No picture has ${only} in its name. The first one is ${all[0]?.name}.`, 2);

  const { run, shell } = await listPlayground(slices);
  say(`Building ${[...run, shell].map(({ name }) => name).join(', ')}.`);
  await buildWorkers([...run, shell]).catch((error) => {
    if (error instanceof BuildError) fail(error.message);
    throw error;
  });
  const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-pictures-'));
  // Chromium ends this process by itself after Ctrl-C.
  process.once('exit', () => rmSync(stateDirectory, { recursive: true, force: true }));
  const playground = await startPlayground({
    ...{ slices, port: 0, stateDirectory, crons: false, logLevel: 'off' },
    ...{ settings: toPictureSettings(Date.now()), onNotice: () => {} },
  });
  const camera = await openCamera(executablePath).catch(async (error) => {
    await playground.close();
    return fail(`Chromium does not start: ${(error as Error).message}`);
  });
  try {
    say(`Taking ${wanted.length} pictures with Chromium ${camera.origin.chromium}.`);
    const reports: SliceReport[] = [];
    for (const slice of slices)
      reports.push(
        await checkPictures({
          ...{ slice, only, update, camera, say, url: playground.url },
          wanted: wanted.filter((picture) => picture.slice === slice),
          ...{ folder: toFolder(slice), results: `${root}/${toResults(slice)}` },
        }),
      );
    const ok = reports.every((report) => report.ok);
    if (json) console.log(toJson(reports, camera.origin, update));
    if (!ok && !update) say(toAdvice(reports));
    return ok ? 0 : 1;
  } finally {
    await Promise.all([camera.close(), playground.close()]);
  }
}

function toAdvice(reports: readonly SliceReport[]): string {
  const slices = reports.filter(({ ok }) => !ok).map(({ slice }) => slice);
  return `
The new pictures and the differences are in ${slices.map(toResults).join(', ')}.
If they are right, keep them: bun run check ${slices.join(' ')} --pictures --update`;
}

function toJson(reports: readonly SliceReport[], own: Origin, updated: boolean): string {
  const slices = reports.map(({ slice, ok, kept, verdicts }) => ({
    ...{ slice, ok, kept: kept ?? null, folder: `frontends/${slice}/pictures`, results: toResults(slice) },
    pictures: verdicts.map(({ name, kind, ...verdict }) => ({
      ...{ name, kind },
      ...('difference' in verdict ? toNumbers(verdict.difference) : {}),
    })),
  }));
  return JSON.stringify({ ok: reports.every(({ ok }) => ok), updated, ...own, slices }, null, 2);
}

function toNumbers({ share, sizes }: { share: number; sizes?: object }): object {
  return sizes ? { share, sizes } : { share };
}
