import { createClock } from '@jogakbo/edge/clock';
import { forgetConsumed } from '@jogakbo/edge/consume-events';
import { createApp } from '@jogakbo/edge/create-app';
import { guardOperator, type OperatorSettings } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { type IndexReport, ListingQuery, pageSize, SearchQuery, SuggestionQuery } from './contract.ts';
import { findMeant, suggestMeant } from './find-meant.ts';
import { type FollowerBindings, followOwners } from './follow-owners.ts';
import { toHighlights } from './highlight.ts';
import { toQueryForms } from './korean.ts';
import { createListingStore, type D1Like } from './listing-store.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { createSources } from './sources.ts';
import { createTermStore } from './term-store.ts';
import { toBadgeList } from './to-badge-list.ts';

const suggestionLimit = 8;
/** Milliseconds for which the ids of events are kept: longer than operators wait before they replay one. */
const memory = 90 * 24 * 60 * 60 * 1_000;

type Bindings = FollowerBindings & OperatorSettings;
/** Requests that this worker makes to itself. */
const own = new WeakSet<Request>();
const guard = guardOperator();

const app = createApp<Bindings>('search-service');

app.get('/listings', validate('query', ListingQuery), async (c) => {
  const { badge, ...query } = c.req.valid('query');
  const category = badge ? toBadgeList(badge) : query.category;
  return c.json(await storesOf(c.env).listings.list({ ...query, category, perPage: pageSize }));
});

app.get('/search', validate('query', SearchQuery), async (c) => {
  const { q, ...query } = c.req.valid('query');
  const found = await findMeant(storesOf(c.env), { ...query, forms: toQueryForms(q), perPage: pageSize });
  const forms = found.form ? [found.form] : [];
  return c.json({
    hits: found.ids.map((hit) => ({ ...hit, title: toHighlights(hit.title, forms) })),
    total: found.total,
    reading: found.reading,
    words: found.form?.text ?? '',
    corrected: found.corrected,
  });
});

app.get('/suggestions', validate('query', SuggestionQuery), async (c) => {
  const { q, category } = c.req.valid('query');
  const { terms, products } = await suggestMeant(storesOf(c.env), toQueryForms(q), suggestionLimit, category);
  return c.json({ terms, suggestions: products });
});

const operatorsAndItself: typeof guard = (c, next) => (own.has(c.req.raw) ? next() : guard(c, next));
app.post('/index', operatorsAndItself, async (c) => {
  // The real time: development may set the shop's time back, and a generation must be later than the last one.
  const { listings, terms } = storesOf(c.env);
  const rebuilt = await rebuildIndex(createSources(c, c.env), listings, terms, Date.now());
  if (rebuilt.ok) return c.json(rebuilt.report satisfies IndexReport);
  return problem(c, 503, {
    reason: `no-${rebuilt.source}`,
    detail: `The ${rebuilt.source} could not be read. What is in the index can still be found.`,
  });
});

export default {
  fetch: app.fetch,
  queue: followOwners,
  /** Runs every night and repairs what events have missed. */
  async scheduled(_event: unknown, env: Bindings, context: ExecutionContext): Promise<void> {
    const request = new Request('http://worker/index', { method: 'POST' });
    own.add(request);
    const rebuilt = await app.fetch(request, env, context);
    await forgetConsumed(env.DB, createClock(env.DEV_NOW, env.DEV_NOW_SINCE)() - memory);
    if (!rebuilt.ok) throw new Error(`The index could not be rebuilt: ${await rebuilt.text()}`);
  },
};

type ExecutionContext = Parameters<typeof app.fetch>[2];

function storesOf(env: FollowerBindings) {
  const database: D1Like = env.DB;
  return { listings: createListingStore(database), terms: createTermStore(database) };
}
