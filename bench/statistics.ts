/** The median of several runs, and their spread. */
export type Sample = { median: number; min: number; max: number; runs: number[] };

export function toSample(runs: number[]): Sample {
  if (runs.length === 0) throw new RangeError('a median needs at least one run');
  return { median: percentile(runs, 50), min: Math.min(...runs), max: Math.max(...runs), runs };
}

/** Computes the value below which `percent` of the values are, interpolated between the two nearest. */
export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) throw new RangeError('a percentile needs at least one value');
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * Fits a straight line to the points by least squares.
 *
 * @returns `fit` is R²: 1 if all points are on the line
 */
export function toLine(points: [x: number, y: number][]): { slope: number; start: number; fit: number } {
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const spreadX = sum(points.map(([x]) => (x - meanX) ** 2));
  if (spreadX === 0) throw new RangeError('a line needs points at two places or more');
  const slope = sum(points.map(([x, y]) => (x - meanX) * (y - meanY))) / spreadX;
  const start = meanY - slope * meanX;
  const spreadY = sum(points.map(([, y]) => (y - meanY) ** 2));
  const missed = sum(points.map(([x, y]) => (y - start - slope * x) ** 2));
  return { slope, start, fit: spreadY === 0 ? 1 : 1 - missed / spreadY };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: number[]): number {
  return sum(values) / values.length;
}
