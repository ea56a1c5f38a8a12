import { judgePictures, type Pictures, type Verdict } from './judge-pictures.ts';
import type { PictureOf } from './list-pictures.ts';
import type { Camera } from './open-camera.ts';
import { type Origin, readPictures, updatePictures, writeDifferences } from './picture-files.ts';
import { describeOrigin, describeUpdate, describeVerdict } from './picture-sentences.ts';

type Options = {
  slice: string;
  /** The pictures of the slice that are compared. */
  wanted: readonly PictureOf[];
  /** A part of the names of the pictures that are compared; undefined for all. */
  only?: string | undefined;
  /** The folder of the kept pictures. */
  folder: string;
  /** The folder for new pictures that differ, and for the differences. */
  results: string;
  update: boolean;
  camera: Camera;
  /** The address of the playground. */
  url: string;
  say(sentence: string): void;
};

/** What a check found about the pictures of a slice. */
export type SliceReport = { slice: string; ok: boolean; kept: Origin | undefined; verdicts: Verdict[] };

/** Compares the pictures of a slice with the kept ones, or writes those that differ. */
export async function checkPictures(options: Options): Promise<SliceReport> {
  const { slice, wanted, only = '', folder, results, update, camera, url, say } = options;
  const kept = await readPictures(folder);
  const foreign = kept.pictures.size > 0 ? describeOrigin(slice, kept.origin, camera.origin) : undefined;
  if (foreign) say(foreign);
  const chosen = new Map([...kept.pictures].filter(([name]) => name.includes(only)));
  if (update && foreign && chosen.size < kept.pictures.size) {
    say(`Update all pictures of ${slice} together, without --only: they have one version of Chromium.`);
    return { slice, ok: false, kept: kept.origin, verdicts: [] };
  }
  const pictures = await camera.takePictures(url, wanted);
  const taken: Pictures = new Map([...pictures].map(([{ name }, picture]) => [name, picture]));
  const verdicts = judgePictures(chosen, taken);
  for (const verdict of verdicts) {
    const sentence = update
      ? describeUpdate(slice, verdict)
      : describeVerdict(slice, verdict, foreign !== undefined);
    if (sentence) say(sentence);
  }
  await writeDifferences(results, update ? [] : verdicts, taken);
  if (update) await updatePictures(folder, verdicts, taken, camera.origin);
  const same = verdicts.filter(({ kind }) => kind === 'same').length;
  const all = `${verdicts.length} pictures of ${slice}`;
  say(update ? `${verdicts.length - same} of ${all} changed.` : `${same} of ${all} are as they were kept.`);
  return { slice, ok: update || same === verdicts.length, kept: kept.origin, verdicts };
}
