import { html } from 'hono/html';
import type { DeadLetter } from '../../../services/events/contract.ts';
import type { Fault } from '../../../shell/create-faults.ts';
import type { Count } from '../../runtime/limits/worker.ts';
import type { QueueCount } from '../../runtime/local-queues/worker.ts';
import type { LogEntry } from '../../runtime/traces/recorded.ts';
import type { FragmentState } from '../../runtime/traces/to-fragment-states.ts';
import { isFile } from '../is-file.ts';
import { type Markup, toFilter, toMark, toTable, toTime } from '../markup.ts';

export type ShownLog = LogEntry & { worker?: string; trace?: string };

/** Shows log lines, with a form that filters them. */
export function showLogs(logs: ShownLog[], asked: { trace?: string; level?: string }): Markup {
  const rows = logs.map(({ at, level, worker = '', trace, text }) => [
    toTime(at),
    toMark(level, level === 'error' ? 'bad' : 'plain'),
    worker,
    trace ? html`<a href="/_dev/traces/${trace}">${trace.slice(0, 8)}</a>` : '—',
    html`<code>${text.slice(0, 600)}</code>`,
  ]);
  const option = (value: string, name: string) =>
    html`<option value="${value}"${asked.level === value ? html` selected` : ''}>${name}</option>`;
  return html`<form action="/_dev/logs" method="get">
<label>Trace <input name="trace" value="${asked.trace ?? ''}" placeholder="32 hexadecimal digits" autocomplete="off"></label>
<label>Level <select name="level">${option('', 'all')}${option('error', 'error')}${option('warn', 'warn')}${option('log', 'log')}</select></label>
<button>Show</button></form>
${toTable('Log lines', ['time', 'level', 'worker', 'trace', 'line'], rows)}`;
}

/** Shows what the last pages saw of each fragment: its breaker, and where its content came from. */
export function showBreakers(states: FragmentState[]): Markup {
  const rows = states.map(({ fragment, breaker, sources, reasons, median, slowest }) => [
    fragment,
    toMark(breaker, breaker === 'closed' ? 'good' : 'bad'),
    ...[sources.fresh, sources.cache, sources.stale, sources.fallback, sources.none],
    Object.entries(reasons)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(', ') || '—',
    `${median} / ${slowest} ms`,
  ]);
  const heads = ['fragment', 'breaker', 'asked', 'copy', 'old copy', 'fallback', 'left out', 'reasons'];
  return toTable('Fragments, as the last pages saw them', [...heads, 'median / slowest'], rows);
}

/** Shows what the last requests cost, beside the limits of the platform. */
export function showLimits(counts: Count[], all: boolean): Markup {
  const ofShop = counts.filter(({ path }) => !/^\/_dev(?:[/?]|$)/.test(path));
  const shown = ofShop.filter(({ path, refused }) => all || refused > 0 || !isFile('GET', path));
  const rows = shown.map((each) => [
    html`<code>${each.path}</code>`,
    each.status ?? 'under way',
    each.refused > 0 ? toMark(`${each.invocations}, ${each.refused} refused`, 'bad') : each.invocations,
    ...[each.d1, each.rows, each.kv, each.redis, each.connections, each.depth],
  ]);
  const heads = ['request', 'status', 'invocations of 32', 'D1', 'rows', 'KV', 'Redis', 'open', 'depth'];
  return html`${toFilter('/_dev/limits', all, ofShop.length - shown.length)}
${toTable('The last requests, newest first', heads, rows, 'Open a page of the shop, then reload.')}`;
}

/** Shows the queues, and the messages that no follower could process. */
export function showQueues(queues: Record<string, QueueCount>, letters: DeadLetter[], note: string): Markup {
  const rows = Object.entries(queues)
    .map(([name, { due, later }]): [string, number, number] => [name, due, later])
    .sort(([a], [b]) => a.localeCompare(b));
  const letterRows = letters.map(({ id, consumer, time, body }) => [
    ...[id, consumer],
    toTime(time),
    html`<code>${body.slice(0, 400)}</code>`,
  ]);
  return html`${toTable('Queues', ['queue', 'due', 'later'], rows, note || 'No queue has had a message yet.')}
${toTable('Dead letters', ['number', 'follower', 'time', 'message'], letterRows, 'There are no dead letters.')}
<p><code>bun run dead-letters replay &lt;number&gt;</code> sends one back to its queue.</p>`;
}

/** Shows the faults that are set, and a form for another one. */
export function showFaults(faults: Fault[], fragments: string[], kinds: readonly string[]): Markup {
  const rows = faults.map(({ fragment, kind, ms, copy }) => [fragment, kind, `${ms} ms`, copy]);
  const options = (values: readonly string[]) => values.map((value) => html`<option>${value}</option>`);
  return html`${toTable('Faults that are set', ['fragment', 'kind', 'delay', 'copies'], rows, 'No fault is set.')}
<h2>Set a fault</h2>
<form action="/_dev/faults" method="post">
<label>Fragment <select name="fragment">${options(fragments)}</select></label>
<label>Kind <select name="kind">${options(kinds)}</select></label>
<label>Delay in milliseconds, for slow <input name="ms" type="number" min="0" max="60000" value="2000"></label>
<label>Copies that may be shown <select name="copy">${options(['none', 'stale', 'any'])}</select></label>
<button>Set the fault</button></form>
<form action="/_dev/faults" method="post"><input type="hidden" name="kind" value="none">
<button>Clear all faults, copies and breakers</button></form>`;
}

/** Shows the versions that answer. */
export function showReleases(versions: Record<string, string>, note: string): Markup {
  const rows = Object.entries(versions).map(([slice, version]) => [slice, version]);
  return html`${toTable('Versions that answer', ['slice', 'version'], rows, 'The shop does not name its versions.')}<p>${note}</p>`;
}
