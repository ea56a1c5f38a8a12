import { root } from '../../tools/workers.ts';
import type { Program } from './read-programs.ts';
import type { Deploy, Touched } from './results.ts';

/** Texts beside a price, as they are in the source. */
export const labels: Record<string, string> = {
  'list price': "'정가",
  badge: "'로켓직구'",
  coupon: '`쿠폰할인',
};

/** Finds which files and which programs a change of each text touches. */
export async function measureTouched(programs: Program[]): Promise<Record<string, Touched | null>> {
  const own = [...new Set(programs.flatMap(({ sources }) => [...sources]))].filter(isOwn);
  const texts = new Map<string, string>();
  for (const file of own) texts.set(file, await Bun.file(`${root}/${file}`).text());
  return Object.fromEntries(
    Object.entries(labels).map(([name, text]) => {
      const files = own.filter((file) => texts.get(file)?.includes(text));
      const touched = programs.filter(({ sources }) => files.some((file) => sources.has(file)));
      const bytes = touched.reduce((sum, program) => sum + program.bytes, 0);
      const counts = { files: files.length, programs: touched.length, all: programs.length, bytes };
      return [name, files.length > 0 ? counts : null];
    }),
  );
}

/**
 * Finds what starts again when the team of pricing deploys its whole slice.
 *
 * @param programs all programs of a step; the monolith is one program without tiers
 */
export function toDeploy(programs: Program[], seconds: number | null): Deploy {
  const touched = programs.filter(({ tiers, slices }) => tiers.length === 0 || slices.includes('pricing'));
  const others = new Set(touched.flatMap(({ slices }) => slices)).size - 1;
  return { programs: touched.length, all: programs.length, others: others < 0 ? null : others, seconds };
}

function isOwn(file: string): boolean {
  return /^(?:bench|bff|contracts|frontends|platform|services|shell)\/.*\.tsx?$/.test(file);
}
