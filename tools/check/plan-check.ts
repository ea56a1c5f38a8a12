import type { Link } from './read-links.ts';
import { slicePart } from './slice-part.ts';

/** The parts of the shop that a change can break. */
export type CheckPlan = {
  /** The first file that every part depends on. Then all checks have to run. */
  everything?: string;
  /** The slices with a change, and how many files of each have changed. */
  changed: Map<string, number>;
  /** The other parts that need a changed slice, each with its reasons. */
  needing: Map<string, string[]>;
  /** Tests of the whole shop that have changed themselves. */
  tests: string[];
};

/**
 * Decides which parts of the shop a change can break. A file of a slice concerns the slice and those that need it. A document concerns the
 * rules of the house only, which always run. Any other file concerns everything.
 *
 * @param files the changed files, as paths from the root
 */
export function planCheck(files: readonly string[], links: readonly Link[]): CheckPlan {
  const plan: CheckPlan = { changed: new Map(), needing: new Map(), tests: [] };
  for (const file of files) {
    const part = file.match(/^contracts\/released\/([^/]+)\.json$/)?.[1] ?? slicePart(file);
    if (isDocument(file) || file.startsWith('tests/house/')) continue;
    if (/^tests\/(?:system|browser)\/[^/]+\.test\.ts$/.test(file)) plan.tests.push(file);
    else if (part === undefined || part === 'shell' || part.startsWith('platform/')) plan.everything ??= file;
    else plan.changed.set(part, (plan.changed.get(part) ?? 0) + 1);
  }
  for (const { from, to, why } of links) {
    if (!plan.changed.has(to) || plan.changed.has(from)) continue;
    const reasons = plan.needing.get(from) ?? [];
    if (!reasons.includes(why)) reasons.push(why);
    plan.needing.set(from, reasons);
  }
  return plan;
}

function isDocument(file: string): boolean {
  return /\.md$|^docs\/|^(?:CODEOWNERS|\.gitignore|\.editorconfig)$/.test(file);
}

/** Says what is checked, and why: a sentence for each slice, with the first of its reasons. */
export function describePlan(plan: CheckPlan): string[] {
  const { everything, changed, needing, tests } = plan;
  if (everything !== undefined)
    return [`${everything} changed, and every slice depends on it: everything is checked.`];
  const names = (list: Iterable<string>) => [...list].sort();
  if (changed.size + tests.length === 0)
    return ['No slice changed: only the rules of the house are checked.'];
  return [
    ...names(changed.keys()).map((slice) => {
      const count = changed.get(slice) ?? 0;
      return `${slice} changed (${count} ${count === 1 ? 'file' : 'files'}).`;
    }),
    ...names(needing.keys()).map((part) => {
      const [first, ...others] = needing.get(part) ?? [];
      return `${part} is checked, too: ${first}${others.length > 0 ? `, and ${others.length} more ${others.length === 1 ? 'reason' : 'reasons'}` : ''}.`;
    }),
    ...tests.map((file) => `${file} changed.`),
  ];
}
