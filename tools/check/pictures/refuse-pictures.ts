type Arguments = {
  pictures?: boolean | undefined;
  update?: boolean | undefined;
  only?: string | undefined;
  changed?: boolean | undefined;
  fix?: boolean | undefined;
};

/**
 * Finds what is wrong with the arguments of a check of pictures.
 *
 * @param slices the named slices
 * @param faces the slices that have a face
 * @returns a sentence for the developer; undefined if nothing is wrong
 */
export function refusePictures(
  { pictures, update, only, changed, fix }: Arguments,
  slices: readonly string[],
  faces: readonly string[],
): string | undefined {
  if (!pictures) {
    if (update) return '--update is for --pictures: it writes the kept pictures of a slice.';
    return only === undefined ? undefined : '--only is for --pictures: it chooses pictures by their names.';
  }
  if (changed) return '--pictures compares the slices that you name: leave out --changed.';
  if (fix) return '--pictures corrects no format: leave out --fix. To write new pictures, use --update.';
  if (slices.length === 0) return 'Name a slice, such as bun run check cart --pictures.';
  const faceless = slices.find((slice) => !faces.includes(slice));
  if (faceless !== undefined)
    return `${faceless} has no face, so it has no pictures. Name a slice with a frontend.`;
  return only === ''
    ? '--only needs a part of the name of a picture, such as --only price-failed.'
    : undefined;
}
