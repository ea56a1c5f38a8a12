import { CategoryTree, paths as categoryPaths } from '@jogakbo/category-service/contract';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import { guardOperatorApi } from '@jogakbo/edge/guard-operator-api';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { toCards } from '@jogakbo/edge/to-cards';
import { validate } from '@jogakbo/edge/validate';
import { IndexReport, pageSize, SearchPage, paths as searchPaths } from '@jogakbo/search-service/contract';
import type { Context } from 'hono';
import {
  type DepartmentView,
  ResultQuery,
  type ResultView,
  SuggestionQuery,
  SuggestionView,
} from './contract.ts';
import { readAlternatives } from './read-alternatives.ts';
import { type CardBindings, readDetails } from './read-details.ts';
import { toResultCards } from './to-result-cards.ts';

type Bindings = CardBindings & { CATEGORY: Binding } & OperatorSettings;
type SearchContext = Context<EdgeEnv<Bindings>>;

/** Milliseconds a rebuild may take. */
const rebuildPatience = 120_000;

const app = createApp<Bindings>('search-bff');

app.get('/results', validate('query', ResultQuery), async (c) => {
  const query = c.req.valid('query');
  const found = await search(c, query);
  if (!found.ok) return passFailure(c, found);
  const { hits, total, reading, words, corrected, page } = found.value;
  const [details, alternatives] = await Promise.all([
    readDetails(c, hits),
    total === 0 ? readAlternatives(c, query.q) : undefined,
  ]);
  return c.json({
    ...{ total, reading, words, corrected, page },
    pages: Math.max(1, Math.ceil(total / pageSize)),
    cards: toResultCards(hits, details),
    near: alternatives?.near ?? [],
    popular: alternatives
      ? toCards(alternatives.popular, alternatives.details.products ?? [], alternatives.details)
      : [],
    complete: details.complete && (alternatives?.complete ?? true),
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

app.post('/index', guardOperatorApi(), async (c) => {
  const within = rebuildPatience;
  const report = await call(c, c.env.SEARCH, searchPaths.index, IndexReport, {
    ...{ method: 'POST', within },
    headers: { authorization: c.req.header('authorization') ?? '' },
  });
  return report.ok ? c.json(report.value) : passFailure(c, report);
});

addOpenApi(app, 'search');

export default app;

type Found = SearchPage & { page: number };

const nothing: Found = { hits: [], total: 0, reading: 'literal', words: '', corrected: false, page: 1 };

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
  const last = Math.max(1, Math.ceil(found.value.total / pageSize));
  if (query.page > last) return search(c, { ...query, page: last });
  return { ok: true, value: { ...found.value, page: query.page } };
}
