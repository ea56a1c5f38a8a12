import { definePage, type Page } from '../../../platform/compose/index.ts';
import { pages } from '../../../shell/pages.ts';
import type { PlayFragment } from './read-fragments.ts';

/** Makes a page with one fragment alone. If it fails, the page shows what the first page of the shop with that fragment shows. */
export function toPage({ slice, name, parameters }: PlayFragment): Page {
  const fragment = `${slice}/${name}` as const;
  const slots = Object.values(pages).flatMap(({ page }) => Object.values(page.slots));
  const shown = slots.find((slot) => 'fragment' in slot && slot.fragment === fragment);
  const fallback = shown && 'fallback' in shown ? shown.fallback : undefined;
  return definePage({
    query: parameters.map((parameter) => parameter.name),
    layout: '<main><slot name="alone"></slot></main>',
    head: { markup: () => `<title>${fragment}</title>` },
    slots: { alone: { fragment, deadline: deadlineMs, ...(fallback ? { fallback } : {}) } },
  });
}

/** A developer may debug the slice, so the page waits long. */
const deadlineMs = 20_000;
