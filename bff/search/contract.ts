import { Slug } from '@jogakbo/category-service/contract';
import { Card } from '@jogakbo/contracts/card';
import { withQuery } from '@jogakbo/contracts/path';
import { toLine } from '@jogakbo/contracts/text-rules';
import { Highlight, SearchPage, Sort, SuggestionList } from '@jogakbo/search-service/contract';
import * as v from 'valibot';

export { type Highlight, type Sort, sorts } from '@jogakbo/search-service/contract';

/** The length of the longest search text, in UTF-16 code units. */
export const maxTerm = 100;

/** The words to search for: one line of any text, cut at {@link maxTerm}. */
export const Term = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => {
    const cut = toLine(text.slice(0, 4 * maxTerm)).slice(0, maxTerm);
    // The cut may be inside an emoji.
    return toLine(cut.replace(/[\ud800-\udbff]$/, ''));
  }),
);

/** Takes any input: a value that does not fit gets the default, which is the first page, by relevance, in all departments. */
export const ResultQuery = v.object({
  q: Term,
  department: v.fallback(v.optional(Slug), undefined),
  sort: v.fallback(v.optional(Sort, 'relevance'), 'relevance'),
  page: v.fallback(v.pipe(v.optional(v.string(), '1'), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number)), 1),
});
export type ResultQuery = v.InferOutput<typeof ResultQuery>;

export const ResultCard = v.object({ ...Card.entries, highlight: Highlight });
export type ResultCard = v.InferOutput<typeof ResultCard>;

/** One page of results. A number beyond the last page gives the last page. */
export const ResultView = v.object({
  ...v.pick(SearchPage, ['total', 'more', 'reading', 'words', 'corrected']).entries,
  page: v.number(),
  pages: v.number(),
  cards: v.array(ResultCard),
  /** Other words to search for, and popular products; both are empty where something was found. */
  near: v.array(v.string()),
  popular: v.array(Card),
  /** False where a team could not be reached, so that the cards lack its part. */
  complete: v.boolean(),
});
export type ResultView = v.InferOutput<typeof ResultView>;

export const SuggestionQuery = v.object({ q: Term, department: ResultQuery.entries.department });
export const SuggestionView = SuggestionList;
export type SuggestionView = v.InferOutput<typeof SuggestionView>;

/** The top of the category tree. A search can be narrowed to one of these. */
export const DepartmentView = v.object({
  departments: v.array(v.object({ slug: Slug, name: v.object({ ko: v.string(), en: v.string() }) })),
});
export type DepartmentView = v.InferOutput<typeof DepartmentView>;

export const paths = {
  results: (query: ResultQuery) => `/results?${toResultQuery(query)}`,
  suggestions: (q: string, department: string) => withQuery('/suggestions', { q, department }),
  departments: '/departments',
  /** POST, for operators: rebuilds the index. */
  index: '/index',
};

/** Search parameters; defaults are left out of the URL. */
export function toResultQuery({ q, department, sort, page }: ResultQuery): string {
  const query = new URLSearchParams({ q });
  if (department) query.set('department', department);
  if (sort !== 'relevance') query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  return query.toString();
}
