import type { Caller } from '@jogakbo/edge/call';
import { createService } from '@jogakbo/edge/create-service';
import { createServiceCaller } from '@jogakbo/edge/create-service-caller';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import type { ServiceBindings, ServiceContext } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import {
  type IndexReport,
  ListingQuery,
  pageSize,
  paths,
  SearchQuery,
  SpellingImport,
  SuggestionQuery,
} from './contract.ts';
import type { D1Like } from './d1-like.ts';
import { findMeant, suggestMeant } from './find-meant.ts';
import { followOwners } from './follow-owners.ts';
import { toQueryForms } from './korean.ts';
import { createListingStore } from './listing-store.ts';
import { type Rebuilt, rebuildIndex } from './rebuild-index.ts';
import { createRebuildStore } from './rebuild-store.ts';
import type { SearchService } from './search-service.ts';
import { seedSpellings } from './seed.ts';
import { createSources } from './sources.ts';
import { createTermStore } from './term-store.ts';
import { toBadgeList } from './to-badge-list.ts';
import { toHighlights } from './to-highlights.ts';

const suggestionLimit = 8;
/** Milliseconds for all calls of one part of a rebuild. */
const partTimeoutMs = 60_000;

export default createService<SearchService>('search-service', {
  keeps: { '/listings': 1_000, '/search': 1_000, '/suggestions': 1_000 },
  routes(app) {
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
        more: found.more,
        reading: found.reading,
        words: found.form?.text ?? '',
        corrected: found.corrected,
      });
    });

    app.get('/suggestions', validate('query', SuggestionQuery), async (c) => {
      const { q, category } = c.req.valid('query');
      const { terms, products } = await suggestMeant(
        storesOf(c.env),
        toQueryForms(q),
        suggestionLimit,
        category,
      );
      return c.json({ terms, suggestions: products });
    });

    app.put('/spellings', guardOperator(), validate('json', SpellingImport), async (c) => {
      const { spellings } = c.req.valid('json');
      await seedSpellings(c.env.DB, spellings);
      return c.json({ stored: spellings.length });
    });

    app.post(paths.index, guardOperator(), async (c) => {
      const rebuilt = await rebuild(c, c);
      if (rebuilt.ok) return c.json(rebuilt.report satisfies IndexReport);
      return problem(c, 503, {
        reason: `no-${rebuilt.source}`,
        detail: `The ${rebuilt.source} could not be read. What is in the index can still be found.`,
      });
    });
  },
  followsTogether: followOwners,
  works: { queue: 'jogakbo-search-rebuild', take: rebuildPart },
  // The rebuild repairs what events have missed.
  eachNight: [askForPart],
});

/** Each message does a part of the rebuild and asks for the next part, so that events are handled in between. */
async function rebuildPart(_: unknown, c: ServiceContext<SearchService>): Promise<void> {
  const caller = await createServiceCaller(c, { audience: [], within: partTimeoutMs });
  const rebuilt = await rebuild(c, caller);
  if (!rebuilt.ok)
    throw new Error(`The index could not be rebuilt: the ${rebuilt.source} could not be read.`);
  if (!rebuilt.report.done) await askForPart(c);
}

async function askForPart({ env }: ServiceContext<SearchService>): Promise<void> {
  await env.REBUILD.send({ part: 'next' });
}

function rebuild({ env }: ServiceContext<SearchService>, caller: Caller): Promise<Rebuilt> {
  return rebuildIndex(createSources(caller, env), storesOf(env), Date.now);
}

function storesOf(env: ServiceBindings<SearchService>) {
  const database: D1Like = env.DB;
  return {
    listings: createListingStore(database),
    terms: createTermStore(database),
    rebuilds: createRebuildStore(database),
  };
}
