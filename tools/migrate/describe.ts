import type { Difference } from './find-differences.ts';
import { listFields } from './find-differences.ts';
import type { Refused } from './side.ts';

const shown = 10;

/** Says in a few lines which rows differ, and how. */
export function describeDifferences(differences: Difference[]): string[] {
  const lines = differences.slice(0, shown).map((difference) => {
    const { key, from, to } = difference;
    if (!to) return `${key}: only in the monolith`;
    if (!from) return `${key}: only in the shop`;
    const fields = listFields(difference).map(
      (name) => `${name} is ${show(from[name])} in the monolith and ${show(to[name])} in the shop`,
    );
    return `${key}: ${fields.join('; ')}`;
  });
  return differences.length > shown ? [...lines, `… and ${differences.length - shown} more`] : lines;
}

/** Says which rows the monolith does not take back, and why. */
export function describeRefused(refused: Refused[]): string[] {
  const lines = refused.slice(0, shown).map(({ key, detail }) => `${key} cannot go back: ${detail}`);
  return refused.length > shown ? [...lines, `… and ${refused.length - shown} more`] : lines;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
