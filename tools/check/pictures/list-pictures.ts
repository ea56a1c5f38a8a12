import { listShots, type Shot } from '../../alone/playground/markup.ts';
import type { PlayFragment } from '../../alone/playground/read-fragments.ts';

/** A state of a fragment that a slice keeps a picture of. Its name is the name of the file, without its ending. */
export type PictureOf = Pick<Shot, 'path' | 'width'> & { slice: string; name: string };

/** Lists the pictures of fragments: each state in both languages and widths. */
export function listPictures(fragments: readonly PlayFragment[]): PictureOf[] {
  return fragments.flatMap((fragment) =>
    listShots(fragment).map(({ title, path, width }) => ({
      ...{ slice: fragment.slice, path, width },
      name: `${fragment.name}-${title.replaceAll(', ', '-')}`,
    })),
  );
}
