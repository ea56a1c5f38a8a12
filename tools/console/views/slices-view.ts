import { html } from 'hono/html';
import { type Markup, toDetails, toMark, toTable } from '../markup.ts';
import type { CatalogueSlice } from '../read-catalogue.ts';

/** A slice as the code describes it, with the health and version that the shop reports. */
export type ShownSlice = CatalogueSlice & { health: string; version: string };

/** Shows the catalogue of slices. */
export function showSlices(slices: ShownSlice[]): Markup {
  const rows = slices.map((each) => [
    html`<a href="#${each.slice}">${each.slice}</a>`,
    each.owner,
    toHealth(each.health),
    each.version || '—',
    [...new Set(each.workers.flatMap(({ stores }) => stores))].join(', ') || '—',
    each.workers.map(({ name }) => name).join(', '),
  ]);
  return html`${toTable('All slices', ['slice', 'owner', 'health', 'version', 'stores', 'workers'], rows)}
${slices.map(showOne)}`;
}

function showOne(each: CatalogueSlice): Markup {
  const fragments = each.fragments.map(({ name, pages, deadlineMs, objective }) => [
    name,
    `${deadlineMs} ms`,
    `${objective.percent} % within ${objective.withinMs} ms`,
    toDetails(pages.length === 1 ? 'page' : 'pages', pages),
  ]);
  const workers = each.workers.map(({ name, tiers, stores, startedBy }) => [
    name,
    tiers.join(', '),
    stores.join(', ') || '—',
    startedBy.join(', ') || '—',
  ]);
  const { offers, needs } = each;
  const contracts = [
    ['routes', toDetails('offered', offers.routes), toDetails('needed', needs.routes)],
    ['fragments', toDetails('offered', offers.fragments), toDetails('needed', needs.fragments)],
    ['events', toDetails('offered', offers.events), toDetails('needed', needs.events)],
    ['cache tags', toDetails('offered', offers.tags), '—'],
  ];
  return html`<section id="${each.slice}"><h2>${each.slice}</h2>
<p>Answers: ${each.routes.length > 0 ? html`<code>${each.routes.join(' · ')}</code>` : 'no path of its own'}</p>
${toTable(`Workers of ${each.slice}`, ['worker', 'tiers', 'stores', 'also started by'], workers)}
${fragments.length > 0 ? toTable(`Fragments of ${each.slice}`, ['fragment', 'deadline', 'objective', 'shown on'], fragments) : ''}
${toTable(`Contract of ${each.slice}, as released`, ['', 'offers', 'needs'], contracts)}</section>`;
}

function toHealth(health: string): Markup {
  return toMark(health, health === 'ok' ? 'good' : health === 'unavailable' ? 'bad' : 'plain');
}
