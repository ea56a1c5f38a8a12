import build from 'jogakbo:build';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { DepartmentView, paths, ResultQuery, ResultView, Term } from '@jogakbo/search-bff/contract';
import { renderIsland, renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { Box } from './box.tsx';
import { Results } from './results.tsx';
import { toHead } from './to-head.ts';

/** Sharing of a fragment that lacks a part. */
const incomplete = { maxAge: 1, staleWhileRevalidate: 30, staleIfError: 3_600 };
/** After this time the form is shown without the names of departments. */
const departmentTimeoutMs = 500;

const box = defineFragment({
  params: v.object({ q: Term, department: ResultQuery.entries.department }),
  sharing: { maxAge: 300, staleWhileRevalidate: 3_600, staleIfError: 86_400 },
  island: true,
  async render(c, { q, department = '' }) {
    const { language } = c.var;
    const view = await call(c, c.env.BFF, paths.departments, DepartmentView, {
      within: departmentTimeoutMs,
    });
    const known = view.ok ? view.value.departments : [];
    const departments = known.map(({ slug, name }) => ({ slug, name: name[language] }));
    const html = renderIsland('box', Box, { language, q, department, departments });
    return view.ok ? html : { html, sharing: incomplete };
  },
});

/** Cards are up to 150 s old, so a promise may have passed its cut-off. While the search fails, they are up to an hour old. */
const results = defineFragment({
  params: ResultQuery,
  sharing: { maxAge: 30, staleWhileRevalidate: 120, staleIfError: 3_600 },
  async render(c, query) {
    const view = await call(c, c.env.BFF, paths.results(query), ResultView);
    if (!view.ok) return toFailureAnswer(view);
    const html = renderStatic(() => Results({ language: c.var.language, query, view: view.value }));
    // A change that adds a product to a list, or moves it, shows only when the copy expires.
    const shown = [...view.value.cards, ...view.value.popular];
    const tags = cacheTags.cards(shown.map(({ productId }) => productId));
    return { html, tags, sharing: view.value.complete ? {} : incomplete };
  },
});

const head = defineFragment({
  params: v.object({ q: Term }),
  sharing: { maxAge: 300, staleWhileRevalidate: 3_600, staleIfError: 86_400 },
  async render(c, { q }) {
    return toHead(q, c.var.language);
  },
});

export default createFrontend({ slice: 'search', build, fragments: { box, results, head } });
