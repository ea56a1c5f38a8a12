import type { Result } from '@jogakbo/edge/call';
import type { CardDetails } from './to-card.ts';

/** The answers of the owners that a list can do without. */
export type CardAnswers = {
  [Name in keyof CardDetails]-?: Result<Record<Name, NonNullable<CardDetails[Name]>>>;
};

/**
 * Takes the data out of the answers, with a gap for each owner that failed or was late.
 *
 * @returns the details of a list; `complete` is false if there is a gap. The list is then worth asking for again soon, so it is shared
 * for a second only. An owner that answers and does not know a product leaves no such gap.
 */
export function toCardDetails(answers: CardAnswers): CardDetails & { complete: boolean } {
  const { prices, ratings, stocks, promises } = answers;
  return {
    prices: prices.ok ? prices.value.prices : undefined,
    ratings: ratings.ok ? ratings.value.ratings : undefined,
    stocks: stocks.ok ? stocks.value.stocks : undefined,
    promises: promises.ok ? promises.value.promises : undefined,
    complete: prices.ok && ratings.ok && stocks.ok && promises.ok,
  };
}
