import { isDeepStrictEqual } from 'node:util';
import type { Verdict } from './compare-contracts.ts';
import { ContractError } from './contract-error.ts';
import { judgeSlices } from './judge-slices.ts';
import { readTree } from './read-tree.ts';
import { readRecords, recordsFolder, writeRecord } from './records.ts';

/** The contracts of slices that are about to be deployed. */
type Gate = {
  /** Throws a {@link ContractError} if a released slice would break. */
  pass(): void;
  /** Records the contracts of the slices as released, and gives the names of those that have changed. */
  record(): Promise<string[]>;
};

/**
 * Compares the contracts of slices with the last releases.
 *
 * @param slices those that are deployed together
 * @param folder the folder with the records
 * @throws ContractError if the contracts cannot be read
 */
export async function openGate(slices: readonly string[], folder = recordsFolder): Promise<Gate> {
  const [records, tree] = await Promise.all([readRecords(folder), readTree()]);
  const verdicts = judgeSlices({ tree, records, slices, together: slices });
  const list = (asked: Verdict['kind']) => verdicts.filter(({ kind }) => kind === asked);
  const toLines = (found: Verdict[]) => found.map(({ sentence }) => sentence).join('\n  ');
  return {
    pass() {
      const [breaks, unknown] = [list('breaks'), list('unknown')];
      if (breaks.length > 0)
        throw new ContractError(`This would break released slices:\n  ${toLines(breaks)}`);
      if (unknown.length > 0) {
        const changed = [...new Set(unknown.map(({ slice }) => slice))].join(' ');
        throw new ContractError(
          `This may break released slices:\n  ${toLines(unknown)}\nRead the rules. If all is well, accept them: bun run contracts --record ${changed} --accept`,
        );
      }
    },
    async record() {
      const changed = tree.filter(
        (contract) =>
          slices.includes(contract.slice) &&
          !isDeepStrictEqual(
            contract,
            records.find(({ slice }) => slice === contract.slice),
          ),
      );
      for (const contract of changed) await writeRecord(contract, folder);
      return changed.map(({ slice }) => slice);
    },
  };
}
