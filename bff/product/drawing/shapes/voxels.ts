import type { Drawing } from './shape.ts';

/** A block of bricks of one color: the place of its first brick, and the number of bricks along x, y and z. */
export type Cuboid = { at: Place; size: Place; fill: string };
export type Place = [x: number, y: number, z: number];

type Brick = { x: number; y: number; z: number; fill: string };
type Row = { first: Brick; length: number; along: 'x' | 'y' };

const unit = 24;

/**
 * Draws small toy bricks, seen from a corner: x leads down to the right, y down to the left, z up. Hidden bricks are left out.
 * Bricks of one color in a row become one element.
 *
 * @param decorate draws on top of the bricks. It gets a function from a place to the middle of its upper face on the canvas
 */
export function drawVoxels(cuboids: Cuboid[], decorate: (project: Project) => string = () => ''): Drawing {
  const bricks = new Map(cuboids.flatMap(toBricks).map((brick) => [keyOf(brick), brick]));
  const all = [...bricks.values()];
  const across = all.map(({ x, y }) => (x - y) * unit);
  const down = all.map(({ x, y, z }) => ((x + y) * unit) / 2 - z * unit);
  const left = 240 - (Math.min(...across) + Math.max(...across)) / 2;
  const top = 400 - unit * 1.5 - Math.max(...down);
  const project: Project = ([x, y, z]) => [left + (x - y) * unit, top + ((x + y) * unit) / 2 - z * unit];

  const seen = all
    .filter((brick) => !isHidden(brick, bricks))
    .sort((a, b) => a.z - b.z || a.y - b.y || a.x - b.x);
  const rows = join(
    join(
      seen.map((first): Row => ({ first, length: 1, along: 'x' })),
      'x',
    ),
    'y',
  );
  return {
    width: Math.max(...across) - Math.min(...across) + unit,
    markup: `<defs>${brick}${toSymbols(rows)}</defs>${toUses(rows, project)}${decorate(project)}`,
  };
}

export type Project = (place: Place) => [x: number, y: number];

function toBricks({ at: [x, y, z], size: [length, depth, height], fill }: Cuboid): Brick[] {
  return Array.from({ length: length * depth * height }, (_, index) => ({
    x: x + (index % length),
    y: y + (Math.floor(index / length) % depth),
    z: z + Math.floor(index / (length * depth)),
    fill,
  }));
}

function keyOf({ x, y, z }: Omit<Brick, 'fill'>): string {
  return `${x},${y},${z}`;
}

/** A brick one step further along all three axes is drawn at the same spot, in front of this one. */
function isHidden({ x, y, z }: Brick, bricks: Map<string, Brick>): boolean {
  const isCovered = (dx: number, dy: number, dz: number) => {
    for (let step = 0; step < furthest; step++) {
      if (bricks.has(keyOf({ x: x + dx + step, y: y + dy + step, z: z + dz + step }))) return true;
    }
    return false;
  };
  return isCovered(1, 0, 0) && isCovered(0, 1, 0) && isCovered(0, 0, 1);
}

const furthest = 12;

/** Joins a single brick to the row that ends right before it. */
function join(rows: Row[], along: 'x' | 'y'): Row[] {
  const joined: Row[] = [];
  const other = along === 'x' ? 'y' : 'x';
  for (const { first, ...row } of rows) {
    const last = joined.at(-1);
    const follows =
      last &&
      row.length === 1 &&
      (last.along === along || last.length === 1) &&
      last.first.fill === first.fill &&
      last.first.z === first.z &&
      last.first[other] === first[other] &&
      last.first[along] + last.length === first[along];
    if (follows) Object.assign(last, { length: last.length + 1, along });
    else joined.push({ first, ...row });
  }
  return joined;
}

/** Defines each row as the row that is one shorter, and one more brick. */
function toSymbols(rows: Row[]): string {
  let symbols = '';
  for (const along of ['x', 'y'] as const) {
    const longest = Math.max(1, ...rows.filter((row) => row.along === along).map(({ length }) => length));
    for (let length = 2; length <= longest; length++) {
      const shorter = idOf({ length: length - 1, along });
      const across = (length - 1) * (along === 'x' ? unit : -unit);
      const last = `<use href="#c" x="${across}" y="${((length - 1) * unit) / 2}"/>`;
      symbols += `<g id="${idOf({ length, along })}"><use href="#${shorter}"/>${last}</g>`;
    }
  }
  return symbols;
}

function toUses(rows: Row[], project: Project): string {
  let markup = '';
  let fill = '';
  for (const row of rows) {
    const [x, y] = project([row.first.x, row.first.y, row.first.z]);
    if (row.first.fill !== fill) markup += `${fill && '</g>'}<g fill="${row.first.fill}">`;
    fill = row.first.fill;
    markup += `<use href="#${idOf(row)}" x="${x}" y="${y}"/>`;
  }
  return `${markup}</g>`;
}

function idOf({ length, along }: Omit<Row, 'first'>): string {
  return length === 1 ? 'c' : `${along}${length}`;
}

/** A brick with the inherited fill. The middle of its upper face is at 0, 0. */
const brick =
  '<g id="c"><path d="M0-12l24 12v24L0 36l-24-12V0L0 12 24 0 0 12v24L-24 24V0z" stroke="#fff6"/>' +
  '<path d="M0 12L24 0v24L0 36z" fill="#0004"/><path d="M0 12v24l-24-12V0z" fill="#0001"/>' +
  '<ellipse rx="10" ry="5" fill="#0003"/><ellipse cy="-4" rx="10" ry="5"/>' +
  '<ellipse cy="-4" rx="10" ry="5" fill="#fff5"/></g>';
