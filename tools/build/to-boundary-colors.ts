/**
 * Rules that give each slice's outline a color of its own, so that a new slice needs no entry in a stylesheet. All colors have the same
 * lightness, on which white text is easy to read.
 */
export function toBoundaryColors(slices: readonly string[]): string {
  return [...slices]
    .sort()
    .map((slice, index) => {
      const hue = Math.round((360 * index) / slices.length);
      return `[data-boundary=${slice}]{--team:oklch(45% .13 ${hue})}`;
    })
    .join('');
}
