/** The print on a thing, as an SVG pattern with the id `p`. The pattern of a plain thing is empty. */
export function toMotif(pattern: number, color: string): string {
  const { size, turn = 0, mark } = motifs[pattern % motifs.length] as Motif;
  const transform = turn ? ` patternTransform="rotate(${turn})"` : '';
  return (
    `<pattern id="p" width="${size}" height="${size}" patternUnits="userSpaceOnUse"${transform}>` +
    `<g fill="${color}" stroke="${color}">${mark}</g></pattern>`
  );
}

type Motif = { size: number; turn?: number; mark: string };

const motifs: Motif[] = [
  { size: 480, mark: '' },
  { size: 36, mark: '<path d="M0 9h36" stroke-width="12"/>' },
  { size: 40, mark: '<circle cx="10" cy="10" r="6"/><circle cx="30" cy="30" r="6"/>' },
  { size: 60, mark: '<path stroke="none" d="M0 0h30v30H0zM30 30h30v30H30z"/>' },
  { size: 34, turn: 45, mark: '<path d="M0 8h34" stroke-width="10"/>' },
  { size: 40, mark: '<path fill="none" stroke-width="7" d="M-2 12l12 12 10-12 10 12 12-12"/>' },
];
