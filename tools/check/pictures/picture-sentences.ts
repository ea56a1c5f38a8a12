import type { Difference } from './compare-pictures.ts';
import type { Verdict } from './judge-pictures.ts';
import type { Origin } from './picture-files.ts';

/** Says where pictures were made, if it was not here: then text may look different without an edit. */
export function describeOrigin(slice: string, kept: Origin | undefined, own: Origin): string | undefined {
  if (!kept)
    return `pictures.json of ${slice} does not say with which Chromium its pictures were made, so they may differ without an edit.`;
  if (kept.chromium === own.chromium && kept.platform === own.platform) return undefined;
  return `The pictures of ${slice} were made with ${toText(kept)}. This is ${toText(own)}, so they may differ without an edit.`;
}

/**
 * Says what a comparison found about a picture.
 *
 * @param isForeign whether the kept picture was made somewhere else
 * @returns undefined if nothing has to be said
 */
export function describeVerdict(slice: string, verdict: Verdict, isForeign: boolean): string | undefined {
  const name = `${slice}/${verdict.name}`;
  if (verdict.kind === 'missing') return `✗ ${name} has no kept picture.`;
  if (verdict.kind === 'superfluous') return `✗ ${name} is a picture of a state that no longer exists.`;
  if (verdict.kind === 'unreadable') return `✗ ${name} cannot be read: its kept file is no PNG.`;
  if (verdict.kind !== 'differs') return undefined;
  const where = isForeign ? ' The kept one was made with another Chromium or platform.' : '';
  return `✗ ${name} differs in ${toDifference(verdict.difference)}.${where}`;
}

/** Says what `--update` did with a picture. */
export function describeUpdate(slice: string, verdict: Verdict): string | undefined {
  const name = `${slice}/${verdict.name}`;
  if (verdict.kind === 'missing') return `+ ${name}: new.`;
  if (verdict.kind === 'superfluous') return `- ${name}: removed, its state no longer exists.`;
  if (verdict.kind === 'unreadable') return `~ ${name}: written again, the kept file was no PNG.`;
  if (verdict.kind !== 'differs') return undefined;
  return `~ ${name}: written again, it differed in ${toDifference(verdict.difference)}.`;
}

function toDifference({ share, sizes }: Difference): string {
  const percent = share * 100;
  const text = percent < 0.01 ? 'less than 0.01' : percent.toFixed(2);
  return `${text} % of its pixels${sizes ? `, and is ${sizes.taken} instead of ${sizes.kept}` : ''}`;
}

function toText({ chromium, platform }: Origin): string {
  return `Chromium ${chromium} on ${platform}`;
}
