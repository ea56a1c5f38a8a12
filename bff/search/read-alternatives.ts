import { type CardOwners, readCards } from '@jogakbo/cards/read-cards';
import { type Binding, type Caller, call } from '@jogakbo/edge/call';
import { ListingPage, SuggestionList, paths as searchPaths } from '@jogakbo/search-service/contract';
import { toNearTerms, toNearWords } from './near-terms.ts';

export type SearchCaller = Caller & { env: CardOwners & { SEARCH: Binding } };

const popularCount = 6;
const nearCount = 5;
const none = { popular: [], complete: false };

/** What the page offers where nothing was found. Each part may be empty. */
export async function readAlternatives(c: SearchCaller, q: string) {
  const [near, popular] = await Promise.all([readNear(c, q), readPopular(c)]);
  return { near, ...popular };
}

async function readPopular(c: SearchCaller) {
  const page = await call(c, c.env.SEARCH, searchPaths.listings({}), ListingPage);
  if (!page.ok) return none;
  const list = page.value.ids.slice(0, popularCount);
  // While the product service is away, the page goes without popular products.
  const popular = await readCards(c, { owners: c.env, list, standIn: () => undefined });
  return popular.ok ? { popular: popular.value.cards, complete: popular.value.complete } : none;
}

/** Of several words, those that find something alone; of one word, words of titles that begin like it. */
async function readNear(c: SearchCaller, q: string): Promise<string[]> {
  const { several, terms } = toNearTerms(q);
  const lists = await Promise.all(
    terms.map((term) => call(c, c.env.SEARCH, searchPaths.suggestions(term), SuggestionList)),
  );
  const found = lists.map((list) => (list.ok ? list.value.suggestions.map(({ text }) => text) : []));
  if (several) return terms.filter((_, index) => found[index]?.length);
  const near = found.map((titles, index) => toNearWords(terms[index] as string, titles));
  return near.find(({ length }) => length > 0)?.slice(0, nearCount) ?? [];
}
