import { html } from 'hono/html';
import type { Trace, TraceSummary } from '../../runtime/traces/recorded.ts';
import { isFile } from '../is-file.ts';
import { type Markup, toFilter, toMark, toTable, toTime } from '../markup.ts';
import { type Bar, toWaterfall } from '../to-waterfall.ts';

/** Lists the last traces. Those of files are left out if they succeeded, unless `all` is set. */
export function showTraces(traces: TraceSummary[], all: boolean): Markup {
  const shown = traces.filter((each) => all || each.faults > 0 || !isFile(each.method, each.path));
  const rows = shown.map((each) => [
    html`<a href="/_dev/traces/${each.trace}">${each.trace.slice(0, 8)}</a>`,
    toTime(each.started),
    html`<code>${each.method} ${each.path}</code>`,
    toStatus(each.status),
    `${each.ms} ms`,
    each.spans,
    each.stores,
    each.faults > 0 ? toMark(String(each.faults), 'bad') : '0',
  ]);
  const heads = ['trace', 'time', 'request', 'status', 'duration', 'hops', 'store calls', 'faults'];
  return html`${toFilter('/_dev/traces', all, traces.length - shown.length)}
${toTable('The last requests, newest first', heads, rows, 'Open a page of the shop, then reload.')}`;
}

/** Shows one trace: its waterfall, what its page made of each fragment, and its log. */
export function showTrace(trace: Trace): Markup {
  const bars = toWaterfall(trace).map((bar) => [
    html`<span class="depth">${'· '.repeat(bar.depth)}</span><code>${bar.label}</code>`,
    bar.status === undefined ? (bar.failed ? toMark('failed', 'bad') : '') : toStatus(bar.status),
    `${Math.round(bar.start)} ms`,
    `${bar.ms} ms`,
    toBar(bar),
  ]);
  const fragments = trace.pages.flatMap(({ page, fragments: all }) =>
    all.map((each) => [
      page,
      each.fragment,
      each.source ?? 'none',
      [each.reason, each.detail].filter(Boolean).join(': ') || '—',
      `${each.milliseconds} ms`,
      toMark(each.breaker, each.breaker === 'closed' ? 'good' : 'bad'),
    ]),
  );
  return html`<p>Trace <code>${trace.trace}</code>. Its <a href="/_dev/logs?trace=${trace.trace}">log lines</a>, and the trace
<a href="/_dev/traces.json?trace=${trace.trace}">as JSON</a>.</p>
${toTable('Waterfall', ['call', 'status', 'start', 'duration', 'when'], bars)}
${fragments.length > 0 ? toTable('Fragments of the page', ['page', 'fragment', 'source', 'why', 'time', 'breaker'], fragments) : ''}`;
}

function toBar({ kind, from, width, status = 0, failed }: Bar): Markup {
  const look = failed || status >= 500 ? 'fault' : kind === 'span' ? 'span' : 'store';
  const [x, w] = [Math.min(99.5, from * 100).toFixed(2), Math.max(0.5, width * 100).toFixed(2)];
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${look}" x="${x}" y="0" width="${w}" height="10"/></svg>`;
}

function toStatus(status: number | null): Markup {
  if (status === null) return toMark('under way', 'plain');
  return toMark(String(status), status >= 500 ? 'bad' : status < 400 ? 'good' : 'plain');
}
