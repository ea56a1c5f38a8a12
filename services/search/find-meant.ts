import { type QueryForm, type QueryWord, toFormOf, toWord } from './korean.ts';
import type { ListingStore, SearchPage, Suggestions, TextQuery } from './listing.ts';
import type { TermStore } from './term-store.ts';

export interface Stores {
  readonly listings: Pick<ListingStore, 'search' | 'haveMatches' | 'suggest'>;
  readonly terms: Pick<TermStore, 'findNear' | 'readSpellings'>;
}

/** The most words of a text that is corrected. */
const mostWords = 4;
/** The most corrections that are tried. */
const guesses = 3;

/**
 * Searches for the words as they are spelled, and for their other spellings in the spelling table. If that finds nothing, words
 * that no product has are replaced by the nearest words that some product has.
 *
 * @returns `corrected` says that other words than the typed ones were searched for
 */
export async function findMeant(
  stores: Stores,
  { forms, ...query }: TextQuery,
): Promise<SearchPage & { corrected: boolean }> {
  const spelled = await addSpellings(stores.terms, forms);
  const found = await stores.listings.search({ ...query, forms: spelled });
  if (found.total > 0) return { ...found, corrected: false };
  for (const form of await correctForms(stores, spelled)) {
    const meant = await stores.listings.search({ ...query, forms: [form] });
    if (meant.total > 0) return { ...meant, corrected: true };
  }
  return { ...found, corrected: false };
}

/** Suggests for the words as they are spelled. If that finds nothing, suggests the nearest words and products that have them. */
export async function suggestMeant(
  stores: Stores,
  forms: readonly QueryForm[],
  limit: number,
  category?: string,
): Promise<Suggestions> {
  const spelled = await addSpellings(stores.terms, forms);
  const found = await stores.listings.suggest(spelled, limit, category);
  if (found.products.length > 0) return found;
  for (const form of await correctForms(stores, spelled)) {
    const { terms, products } = await stores.listings.suggest([form], limit, category);
    if (products.length > 0) return { terms: [...new Set([form.text, ...terms])], products };
  }
  return found;
}

/** Adds to each form the other spellings of each word, or of all words joined: hello kitty is also 헬로키티. */
async function addSpellings(
  terms: Pick<TermStore, 'readSpellings'>,
  forms: readonly QueryForm[],
): Promise<QueryForm[]> {
  const wholes = forms.flatMap(({ words }) => [...words.map(({ whole }) => whole), toJoined(words)]);
  const spellings = wholes.length > 0 ? await terms.readSpellings([...new Set(wholes)]) : new Map();
  if (spellings.size === 0) return [...forms];
  const alsoOf = (word: QueryWord): QueryWord => {
    const others: string[] = spellings.get(word.whole) ?? [];
    return others.length > 0 ? { ...word, also: others.map(toWord) } : word;
  };
  return forms.map((form) => {
    const joined = toJoined(form.words);
    const words = form.words.length > 1 && spellings.has(joined) ? [toWord(joined)] : form.words;
    return { ...form, words: words.map(alsoOf) };
  });
}

/** Forms to search for instead, the likeliest first. There are none if some product has each word, or a word has no near word. */
async function correctForms(stores: Stores, forms: readonly QueryForm[]): Promise<QueryForm[]> {
  const form = forms[0];
  if (!form || form.words.length > mostWords || form.reading !== 'literal') return [];
  const known = await stores.listings.haveMatches(form.words.map((word) => ({ ...form, words: [word] })));
  const unknown = form.words.filter((_, index) => !known[index]);
  const near = await stores.terms.findNear(
    unknown.map(({ text }) => text),
    guesses,
  );
  if (near.length === 0 || near.some((terms) => terms.length === 0)) return [];
  const nearOf = new Map(unknown.map(({ text }, index) => [text, near[index]!]));
  // With several wrong words, the nearest of each is the only guess.
  const count = unknown.length === 1 ? near[0]!.length : 1;
  const meant = Array.from({ length: count }, (_, guess) =>
    toFormOf(form.words.map(({ text, whole }) => nearOf.get(text)?.[guess]?.word ?? whole)),
  );
  return addSpellings(stores.terms, meant);
}

function toJoined(words: readonly QueryWord[]): string {
  return words.map(({ whole }) => whole).join('');
}
