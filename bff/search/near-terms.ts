const mostWords = 4;
const shortest = 2;

/** Terms that may find something where `q` found nothing: each of its words alone, or its only word without the end. */
export function toNearTerms(q: string): { several: boolean; terms: string[] } {
  const words = [...new Set(q.split(' ').filter(Boolean))];
  if (words.length > 1) return { several: true, terms: words.slice(0, mostWords) };
  const letters = [...(words[0] ?? '')];
  const terms = [1, 2].map((less) => letters.slice(0, -less)).filter(({ length }) => length >= shortest);
  return { several: false, terms: terms.map((part) => part.join('')) };
}

/** The words of titles in which a term was found: 포켓몬스터 for 포켓몬스. Where the term goes across words, the title. */
export function toNearWords(term: string, titles: readonly string[]): string[] {
  return [...new Set(titles.map((title) => title.split(' ').find((word) => word.includes(term)) ?? title))];
}
