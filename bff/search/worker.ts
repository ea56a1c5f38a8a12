import { readCards } from '@jogakbo/cards/read-cards';
import { CategoryTree, paths as categoryPaths } from '@jogakbo/category-service/contract';
import { ImportReport } from '@jogakbo/contracts/import-report';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import { guardOperatorApi } from '@jogakbo/edge/guard-operator-api';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { passToOwner } from '@jogakbo/edge/pass-to-owner';
import { validate } from '@jogakbo/edge/validate';
import {
  IndexReport,
  lastSearchPage,
  pageSize,
  SearchPage,
  SpellingImport,
  paths as searchPaths,
} from '@jogakbo/search-service/contract';
import type { Context } from 'hono';
import {
  type DepartmentView,
  ResultQuery,
  type ResultView,
  SuggestionQuery,
  SuggestionView,
} from './contract.ts';
import { publicRoutes } from './public-routes.ts';
import { readAlternatives, type SearchCaller } from './read-alternatives.ts';
import { toResultCards, toText } from './to-result-cards.ts';

type Bindings = SearchCaller['env'] & { CATEGORY: Binding } & OperatorSettings;
type SearchContext = Context<EdgeEnv<Bindings>>;

/** A rebuild may take this long. */
const rebuildTimeoutMs = 120_000;

/** An empty square. The page shows the background of pictures through it. */
const noPicture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E";

const app = createApp<Bindings>('search-bff');

app.get('/results', validate('query', ResultQuery), async (c) => {
  const query = c.req.valid('query');
  const found = await search(c, query);
  if (!found.ok) return passFailure(c, found);
  const { hits, total, more, reading, words, corrected, page } = found.value;
  const [list, alternatives] = await Promise.all([
    readCards(c, {
      owners: c.env,
      list: hits,
      standIn: ({ title }) => ({ title: toText(title), image: noPicture }),
    }),
    total === 0 ? readAlternatives(c, query.q) : undefined,
  ]);
  if (!list.ok) return passFailure(c, list);
  return c.json({
    ...{ total, more, reading, words, corrected, page },
    pages: toLastPage(total),
    cards: toResultCards(hits, list.value.cards),
    near: alternatives?.near ?? [],
    popular: alternatives?.popular ?? [],
    complete: list.value.complete && (alternatives?.complete ?? true),
  } satisfies ResultView);
});

app.get('/suggestions', validate('query', SuggestionQuery), async (c) => {
  const { q, department } = c.req.valid('query');
  const list = await call(c, c.env.SEARCH, searchPaths.suggestions(q, department), SuggestionView);
  if (!list.ok) return passFailure(c, list);
  return c.json(list.value, 200, { 'cache-control': 'public, max-age=60' });
});

app.get('/departments', async (c) => {
  const tree = await call(c, c.env.CATEGORY, categoryPaths.tree, CategoryTree);
  if (!tree.ok) return passFailure(c, tree);
  const departments = tree.value.categories.filter(({ parent }) => parent === null);
  return c.json({
    departments: departments.map(({ slug, name }) => ({ slug, name })),
  } satisfies DepartmentView);
});

app.post('/index', guardOperatorApi(), (c) =>
  passToOwner(c, c.env.SEARCH, searchPaths.index, IndexReport, { method: 'POST', within: rebuildTimeoutMs }),
);

app.put('/spellings', guardOperatorApi(), validate('json', SpellingImport), (c) =>
  passToOwner(c, c.env.SEARCH, searchPaths.spellings, ImportReport, {
    method: 'PUT',
    body: c.req.valid('json'),
  }),
);

addPublicRoutes(app, 'search', publicRoutes);
addOpenApi(app, 'search');

export default app;

type Found = SearchPage & { page: number };

const nothing: Found = {
  hits: [],
  total: 0,
  reading: 'literal',
  words: '',
  corrected: false,
  more: false,
  page: 1,
};

/** An empty term finds nothing. A page beyond the last one is answered by the last one. */
async function search(c: SearchContext, query: ResultQuery): Promise<Result<Found>> {
  const { department, ...rest } = query;
  if (query.q === '') return { ok: true, value: nothing };
  const found = await call(
    c,
    c.env.SEARCH,
    searchPaths.search({ ...rest, category: department }),
    SearchPage,
  );
  if (!found.ok) return found;
  const last = toLastPage(found.value.total);
  if (query.page > last) return search(c, { ...query, page: last });
  return { ok: true, value: { ...found.value, page: query.page } };
}

function toLastPage(total: number): number {
  return Math.max(1, Math.min(Math.ceil(total / pageSize), lastSearchPage));
}
