import { html } from 'hono/html';

export type Markup = ReturnType<typeof html>;
type Cell = string | number | Markup;

/** The parts of the console, in the order of its navigation. */
export const parts = {
  slices: 'Slices',
  graph: 'Calls',
  traces: 'Traces',
  logs: 'Logs',
  breakers: 'Breakers and copies',
  limits: 'Limits',
  queues: 'Queues',
  faults: 'Faults',
  mail: 'Mails',
  releases: 'Releases',
} as const;
export type Part = Exclude<keyof typeof parts, 'mail'>;

/** Writes a whole page of the console. */
export function toPage(title: string, current: keyof typeof parts | '', shop: string, body: Markup): Markup {
  const links = Object.entries(parts).map(
    ([part, name]) =>
      html`<li><a href="/_dev/${part}"${part === current ? html` aria-current="page"` : ''}>${name}</a></li>`,
  );
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} — Jogakbo console</title>
<link rel="stylesheet" href="/_dev/console.css">
<a class="skip" href="#main">Skip to the content</a>
<header><p class="brand"><a href="/_dev">Jogakbo console</a> <span>${shop}</span></p>
<nav aria-label="Parts"><ul>${links}</ul></nav></header>
<main id="main"><h1>${title}</h1>${body}</main>
</html>`;
}

/** Writes a table. On a narrow screen each row becomes a block, where each value has the name of its column. */
export function toTable(caption: string, heads: string[], rows: Cell[][], empty = 'Nothing yet.'): Markup {
  if (rows.length === 0) return html`<h2>${caption}</h2><p>${empty}</p>`;
  const head = heads.map((name) => html`<th role="columnheader" scope="col">${name}</th>`);
  const body = rows.map(
    (cells) =>
      html`<tr role="row">${cells.map((cell, index) => html`<td role="cell" data-label="${heads[index] ?? ''}"><div>${cell}</div></td>`)}</tr>`,
  );
  return html`<table role="table"><caption>${caption}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}

/** Writes a list that is closed at first, since it may be long. */
export function toDetails(summary: string, items: string[]): Markup | string {
  if (items.length === 0) return '—';
  return html`<details><summary>${items.length} ${summary}</summary><ul>${items.map((item) => html`<li><code>${item}</code></li>`)}</ul></details>`;
}

/** Marks a state by a word and a color. */
export function toMark(text: string, kind: 'good' | 'bad' | 'plain'): Markup {
  return html`<span class="mark ${kind}">${text}</span>`;
}

/** Says how many requests of files are left out of a list, with a link that shows them; or the link back. */
export function toFilter(path: string, all: boolean, left: number): Markup | string {
  if (all) return html`<p><a href="${path}">Leave out pictures, scripts and styles</a></p>`;
  if (left === 0) return '';
  return html`<p>Left out: ${toCount(left, 'request')} of pictures, scripts and styles. <a href="${path}?all=1">Show all</a></p>`;
}

/** Writes a number and what it counts: `1 page`, `2 pages`. */
export function toCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Says why a part cannot be shown. */
export function toNotice(reason: string): Markup {
  return html`<p class="notice" role="status">${reason}</p>`;
}

/** Writes a moment, in the time of Korea. */
export function toTime(milliseconds: number): Markup {
  const iso = new Date(milliseconds).toISOString();
  const local = new Date(milliseconds + 9 * 3_600_000).toISOString().slice(11, 23);
  return html`<time datetime="${iso}">${local}</time>`;
}
