import type { Migration } from './create-migration.ts';
import { describeDifferences, describeRefused, toReported } from './describe.ts';
import type { Refused } from './side.ts';
import type { SliceTable } from './slices.ts';

export const steps = ['backfill', 'follow', 'compare', 'cut-over', 'clean-up'] as const;
export type Step = (typeof steps)[number];

/** What a step did: a sentence, more lines, and the numbers for programs. `ok` is false if a person has to look. */
export type Report = { ok: boolean; text: string; lines?: string[]; data: object };

type StepOptions = {
  undo: boolean;
  exact: boolean;
  table?: Pick<SliceTable, 'own' | 'personal'> | undefined;
};

/** Runs one step of a migration once, or undoes it. */
export async function runStep(
  migration: Migration,
  step: Step,
  { undo, exact, table: { own = false, personal = [] } = {} }: StepOptions,
): Promise<Report> {
  if (step === 'cut-over' && undo) {
    const data = await migration.goBack();
    const text = `The monolith owns the rows again. ${data.returned} rows that the shop had changed are returned.`;
    return {
      ok: data.refused.length === 0,
      text,
      lines: describeRefused(data.refused, 'cannot go back'),
      data,
    };
  }
  if (undo) {
    const data = await migration.undoBackfill();
    return { ok: true, text: `${data.restored} rows of the shop are as they were before.`, data };
  }
  switch (step) {
    case 'backfill': {
      const data = await migration.backfill({ exact });
      const hint = own ? '' : '; --exact deletes them';
      const rest = data.onlyInShop > 0 ? ` ${data.onlyInShop} rows are only in the shop${hint}.` : '';
      return { ...toStored(data.refused), text: `${data.copied} rows copied.${rest}`, data };
    }
    case 'follow': {
      const data = await migration.follow();
      const text = `${data.stored} changed rows followed, up to change ${data.position}.`;
      return { ...toStored(data.refused), text, data };
    }
    case 'compare': {
      const { compared, onlyInShop, differences } = await migration.compare();
      const rest = onlyInShop > 0 ? ` ${onlyInShop} rows are the shop's own.` : '';
      const text = `${compared} rows compared, ${differences.length} differ.${rest}`;
      const data = { compared, onlyInShop, differences: toReported(differences, personal) };
      return { ok: differences.length === 0, text, lines: describeDifferences(differences, personal), data };
    }
    case 'cut-over': {
      const { ok, differences } = await migration.cutOver();
      const text = ok
        ? 'The shop owns the rows. The monolith refuses changes of them.'
        : `${differences.length} rows differ, so the monolith still owns all of them. Run backfill, and look at compare.`;
      const data = { differences: toReported(differences, personal) };
      return { ok, text, lines: describeDifferences(differences, personal), data };
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

function toStored(refused: Refused[]) {
  return { ok: refused.length === 0, lines: describeRefused(refused, 'is refused by the shop') };
}
