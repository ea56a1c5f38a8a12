import type { Difference } from './find-differences.ts';
import { listFields } from './find-differences.ts';
import type { Refused, Row } from './side.ts';

const shown = 10;

/** Says in a few lines which rows differ, and how. @param personal fields that are not shown in full */
export function describeDifferences(differences: Difference[], personal: string[] = []): string[] {
  const lines = differences.slice(0, shown).map((difference) => {
    const { key, reason } = difference;
    const { from, to } = toMasked(difference, personal);
    if (!to) return `${key}: only in the monolith${reason ? `, since ${reason}` : ''}`;
    if (!from) return `${key}: only in the shop`;
    const fields = listFields(difference).map(
      (name) => `${name} is ${show(from[name])} in the monolith and ${show(to[name])} in the shop`,
    );
    return `${key}: ${fields.join('; ')}`;
  });
  return differences.length > shown ? [...lines, `… and ${differences.length - shown} more`] : lines;
}

/** Writes differences for programs: with the names of the fields that differ, and with the first letter of personal data. */
export function toReported(differences: Difference[], personal: string[] = []) {
  return differences.map((difference) => ({
    ...toMasked(difference, personal),
    fields: listFields(difference),
  }));
}

/** Says which rows a program does not store, and why. @param what such as `cannot go back` */
export function describeRefused(refused: Refused[], what: string): string[] {
  const lines = refused.slice(0, shown).map(({ key, detail }) => `${key} ${what}: ${detail}`);
  return refused.length > shown ? [...lines, `… and ${refused.length - shown} more`] : lines;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function toMasked({ from, to, ...rest }: Difference, personal: string[]): Difference {
  const maskRow = (row: Row | null) =>
    row &&
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, personal.includes(name) ? mask(value) : value]),
    );
  return { ...rest, from: maskRow(from), to: maskRow(to) };
}

/** Keeps the first letter of each text. */
function mask(value: unknown): unknown {
  if (typeof value === 'string') return value && `${[...value][0]}***`;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mask(each)]));
}
