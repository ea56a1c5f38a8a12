import type { Result } from './call.ts';
import type { CardDetails } from './to-card.ts';

/** What the teams answered that are asked about all products of a list at once. */
export type CardAnswers = {
  [Name in keyof CardDetails]-?: Result<Record<Name, NonNullable<CardDetails[Name]>>>;
};

/**
 * What was answered, with a gap for each team that was late or failed. `complete` is false where there is one, so that it is worth
 * asking again soon: such a list is shared for a second, and beyond that as any other, only while a new one is made. What a team that
 * answered does not know is no such gap.
 *
 * @example
 * const [prices, ratings, stocks, promises] = await Promise.all([call(…), call(…), call(…), call(…)]);
 * const { complete, ...details } = toCardDetails({ prices, ratings, stocks, promises });
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
