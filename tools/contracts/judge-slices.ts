import { compareContracts, findUnmet, type Verdict } from './compare-contracts.ts';
import { type Contract, emptyContract } from './contract.ts';

type Options = {
  /** The contracts of the working tree, and those of the last releases. */
  tree: Contract[];
  records: Contract[];
  /** The slices to judge. */
  slices: readonly string[];
  /** The slices that are deployed together with them. All others have the contract of their last release. */
  together: readonly string[];
};

/** Judges changes of slices: whether a released slice breaks, and whether all is there that they need themselves. */
export function judgeSlices({ tree, records, slices, together }: Options): Verdict[] {
  const released = toMap(records);
  const current = toMap(tree);
  return slices.flatMap((slice) => {
    const now = current.get(slice) ?? emptyContract(slice);
    const before = released.get(slice);
    const providers = tree
      .filter(
        (other) => other.slice === slice || together.includes(other.slice) || !released.has(other.slice),
      )
      .concat(records.filter((other) => other.slice !== slice && !together.includes(other.slice)));
    // A queue may hold events of the released version, even if its publisher is deployed first.
    const queued = records.filter((other) => together.includes(other.slice)).map(onlyEvents);
    const verdicts = [
      ...compareContracts(before, now, records),
      ...findUnmet(before, now, [...providers, ...queued]),
    ];
    return verdicts.filter(
      ({ sentence }, index) => verdicts.findIndex((each) => each.sentence === sentence) === index,
    );
  });
}

function onlyEvents({ slice, offers }: Contract): Contract {
  const empty = emptyContract(slice);
  return { ...empty, offers: { ...empty.offers, events: offers.events } };
}

function toMap(contracts: Contract[]): Map<string, Contract> {
  return new Map(contracts.map((contract) => [contract.slice, contract]));
}
