import type { Migration } from './create-migration.ts';
import { describeDifferences, describeRefused } from './describe.ts';

export const steps = ['backfill', 'follow', 'compare', 'cut-over', 'clean-up'] as const;
export type Step = (typeof steps)[number];

/** What a step did: a sentence, more lines, and the numbers for programs. `ok` is false if a person has to look. */
export type Report = { ok: boolean; text: string; lines?: string[]; data: object };

/** Runs one step of a migration once, or undoes it. */
export async function runStep(
  migration: Migration,
  step: Step,
  { undo, exact }: { undo: boolean; exact: boolean },
): Promise<Report> {
  if (step === 'cut-over' && undo) {
    const data = await migration.goBack();
    const text = `The monolith owns the rows again. ${data.returned} rows that the shop had changed are returned.`;
    return { ok: data.refused.length === 0, text, lines: describeRefused(data.refused), data };
  }
  if (undo) {
    const data = await migration.undoBackfill();
    return { ok: true, text: `${data.restored} rows of the shop are as they were before.`, data };
  }
  switch (step) {
    case 'backfill': {
      const data = await migration.backfill({ exact });
      const rest =
        data.onlyInShop > 0 ? ` ${data.onlyInShop} rows are only in the shop; --exact deletes them.` : '';
      return { ok: true, text: `${data.copied} rows copied.${rest}`, data };
    }
    case 'follow': {
      const data = await migration.follow();
      return { ok: true, text: `${data.stored} changed rows followed, up to change ${data.position}.`, data };
    }
    case 'compare': {
      const { compared, differences } = await migration.compare();
      const text = `${compared} rows compared, ${differences.length} differ.`;
      const data = { compared, differences };
      return { ok: differences.length === 0, text, lines: describeDifferences(differences), data };
    }
    case 'cut-over': {
      const { ok, differences } = await migration.cutOver();
      const text = ok
        ? 'The shop owns the rows. The monolith refuses changes of them.'
        : `${differences.length} rows differ, so the monolith still owns all of them. Run backfill, and look at compare.`;
      return { ok, text, lines: describeDifferences(differences), data: { differences } };
    }
    case 'clean-up': {
      const data = await migration.cleanUp();
      return {
        ok: true,
        text: `${data.forgotten} changes in the outbox are forgotten. There is no way back.`,
        data,
      };
    }
  }
}
