import { mkdir, readdir, rm } from 'node:fs/promises';
import * as v from 'valibot';
import type { Pictures, Verdict } from './judge-pictures.ts';

const Origin = v.object({ chromium: v.string(), platform: v.string() });
/** Where pictures were made: the version of Chromium, and the system with its processor. */
export type Origin = v.InferOutput<typeof Origin>;

/** Reads the kept pictures of a slice. A folder that does not exist has none. */
export async function readPictures(
  folder: string,
): Promise<{ pictures: Map<string, Buffer>; origin: Origin | undefined }> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.png'));
  const pictures = await Promise.all(
    files.map(async (file) => [file.slice(0, -'.png'.length), await readBytes(`${folder}/${file}`)] as const),
  );
  const text: unknown = await Bun.file(`${folder}/pictures.json`)
    .json()
    .catch(() => undefined);
  const origin = v.safeParse(Origin, text);
  return { pictures: new Map(pictures), origin: origin.success ? origin.output : undefined };
}

/** Makes the kept pictures of a slice those that were taken. Pictures that show the same stay as they are. */
export async function updatePictures(
  folder: string,
  verdicts: readonly Verdict[],
  taken: Pictures,
  origin: Origin,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, kind } of verdicts) {
    const picture = taken.get(name);
    if (!picture) await rm(`${folder}/${name}.png`);
    else if (kind !== 'same') await Bun.write(`${folder}/${name}.png`, picture);
  }
  await Bun.write(`${folder}/pictures.json`, `${JSON.stringify(origin, null, 2)}\n`);
}

/** Writes the new pictures that differ or have no kept one, and the differences. It empties the folder before. */
export async function writeDifferences(
  folder: string,
  verdicts: readonly Verdict[],
  taken: Pictures,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const verdict of verdicts) {
    const picture = taken.get(verdict.name);
    if (!picture || verdict.kind === 'same') continue;
    await Bun.write(`${folder}/${verdict.name}.png`, picture);
    if (verdict.kind === 'differs')
      await Bun.write(`${folder}/${verdict.name}.difference.png`, verdict.difference.picture);
  }
}

async function readBytes(path: string): Promise<Buffer> {
  return Buffer.from(await Bun.file(path).arrayBuffer());
}
