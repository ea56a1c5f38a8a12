/**
 * What pairs of visits showed about one thing that is bad, such as an error. A pair is one visit to the canary and one to the control:
 * both were bad, only one of them was, or neither.
 */
export type PairCounts = { both: number; canary: number; control: number; neither: number };

/** What each kind of pair adds to the natural logarithm of a gambler's wealth, for each of several stakes. */
type SafetyBets = readonly Readonly<PairCounts>[];

/** How much worse the canary may be: its share of bad visits ≤ control's share × (1 + `relative`) + `absolute`. */
export type Margin = { relative: number; absolute: number };

/**
 * Both functions are test martingales: the wealth of a gambler who starts with 1 and bets on each pair. If the claim that is bet against
 * is true, the expected wealth stays at 1, so by Ville's inequality the wealth ever reaches 1/α with a chance of at most α. That holds
 * for looks at any time and as often as wanted. Wealth is the mean over several fixed stakes, since the best one is not known before.
 * Shafer, "Testing by betting" (2021); Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting" (2024).
 *
 * @returns log10 of the evidence against "the canary is not worse than the control"; 2 means a chance of 1 in 100
 */
export function toHarmEvidence({ canary, control }: PairCounts) {
  return toMeanWealth(harmBets.map(({ win, loss }) => canary * win + control * loss));
}

/**
 * @param bets those of the margin, from `toSafetyBets`
 * @returns log10 of the evidence against "the canary is worse than the control by more than the margin"
 */
export function toSafetyEvidence(counts: PairCounts, bets: SafetyBets) {
  return toMeanWealth(bets.map((bet) => toLogWealth(bet, counts)));
}

/**
 * @param target log10 of the evidence that is wanted
 * @returns how many more pairs like those seen so far are needed until the safety evidence reaches the target, rounded up;
 *   undefined if it would never reach it, since the canary looks worse than the margin allows
 */
export function toNeededPairs(counts: PairCounts, bets: SafetyBets, target: number) {
  if (toSafetyEvidence(counts, bets) >= target) return 0;
  const pairs = counts.both + counts.canary + counts.control + counts.neither;
  const best = Math.max(...bets.map((bet) => toLogWealth(bet, counts)));
  // The best stake alone is enough: the mean is at least its wealth divided by the number of stakes.
  const missing = target * Math.LN10 + Math.log(bets.length) - best;
  return best > 0 ? Math.ceil((missing * pairs) / best) : undefined;
}

/** What one won and one lost bet add to the logarithm of the wealth, for each stake. */
const harmBets = Array.from({ length: 32 }, (_, index) => (index + 0.5) / 32).map((stake) => ({
  win: Math.log1p(stake),
  loss: Math.log1p(-stake),
}));
/** Small stakes suit rare errors, large ones suit differences of a half. Below 1, as one pair must never lose everything. */
const safetyStakes = Array.from({ length: 16 }, (_, index) => 0.9 * 2 ** (-index / 2));

/**
 * What each kind of pair adds to the logarithm of the wealth, for each stake. A stake of 1 gains control × (1 + relative) + absolute −
 * canary, where both are 0 or 1. The mean gain is at most 0 if the canary is worse than the margin allows.
 */
export function toSafetyBets({ relative, absolute }: Margin): SafetyBets {
  return safetyStakes.map((stake) => ({
    both: Math.log1p(stake * (relative + absolute)),
    canary: Math.log1p(stake * (absolute - 1)),
    control: Math.log1p(stake * (1 + relative + absolute)),
    neither: Math.log1p(stake * absolute),
  }));
}

function toLogWealth(bet: PairCounts, { both, canary, control, neither }: PairCounts) {
  return bet.both * both + bet.canary * canary + bet.control * control + bet.neither * neither;
}

/** log10 of the mean of the wealths whose natural logarithms are given. */
function toMeanWealth(logs: readonly number[]) {
  const most = Math.max(...logs);
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  return (most + Math.log(sum / logs.length)) / Math.LN10;
}
