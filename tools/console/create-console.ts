import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { Fault } from '../../shell/create-faults.ts';
import { toMissingTrace } from '../runtime/traces/answer-traces.ts';
import type { Trace } from '../runtime/traces/recorded.ts';
import { root } from '../workers.ts';
import { drawGraph, toWords } from './draw-graph.ts';
import { type Markup, type Part, parts, toMark, toNotice, toPage, toTable } from './markup.ts';
import { createParts } from './read-parts.ts';
import type { Answered, ShopSource } from './shop-source.ts';
import {
  showBreakers,
  showFaults,
  showLimits,
  showLogs,
  showQueues,
  showReleases,
} from './views/running-view.ts';
import { showSlices } from './views/slices-view.ts';
import { showTrace, showTraces } from './views/traces-view.ts';

/**
 * Creates the console of a shop: pages below `/_dev`, each also as `/_dev/<part>.json`.
 *
 * @example
 * const console = createConsole(createShopSource({ url, token, isDevelopment: true }));
 * const page = await console.request('/_dev/slices');
 */
export function createConsole(source: ShopSource) {
  const read = createParts(source);
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
  });

  app.get('/_dev/console.css', async (c) =>
    c.body(await styles(), 200, { 'content-type': 'text/css; charset=utf-8' }),
  );

  app.get('/_dev', (c) => c.html(toPage('Console', '', source.url, showStart(source))));

  add('slices', read.slices, showSlices);
  add('graph', read.graph, ({ calls, note }) => {
    const rows = calls.map(({ from, to, count, state }) => [
      from,
      to,
      toMark(toWords(state, count), state === 'unbound' ? 'bad' : state === 'both' ? 'good' : 'plain'),
    ]);
    return html`${note ? toNotice(note) : ''}
<p>A line is a call. Dashed: the settings allow it, and no trace had it yet. Thick and red: a trace had it, and no setting names it.</p>
<div class="drawing" role="region" aria-label="Drawing of the calls" tabindex="0">${drawGraph(calls)}</div>
${toTable('Calls between workers', ['from', 'to', 'seen'], rows)}`;
  });
  app.get('/_dev/traces.json', async (c, next) => {
    const { trace } = c.req.query();
    return trace === undefined ? next() : toJson(c, await readTrace(trace));
  });
  app.get('/_dev/traces/:trace', async (c) =>
    toHtml(c, 'traces', await readTrace(c.req.param('trace')), showTrace),
  );
  add('traces', read.traces, (traces, c) => showTraces(traces, c.req.query('all') === '1'));
  add(
    'logs',
    (c) => read.logs(toAsked(c)),
    (logs, c) => showLogs(logs, toAsked(c)),
  );
  add('breakers', read.breakers, showBreakers);
  add('limits', read.limits, (counts, c) => showLimits(counts, c.req.query('all') === '1'));
  add('queues', read.queues, ({ queues, letters, note }) => showQueues(queues, letters, note));
  add('releases', read.releases, ({ versions, note }) => showReleases(versions, note));
  add('faults', read.faults, async (faults) => {
    const fragments = (await read.catalogue()).flatMap((slice) => slice.fragments.map(({ name }) => name));
    return showFaults(faults, fragments, Fault.entries.kind.options);
  });

  app.notFound((c) => {
    const note = html`${toNotice(`The console has no page ${c.req.path}.`)}<p><a href="/_dev">All parts</a></p>`;
    return c.html(toPage('Not found', '', source.url, note), 404);
  });

  return app;

  function add<Value>(
    part: Part,
    load: (c: Context) => Promise<Answered<Value>>,
    show: (value: Value, c: Context) => Markup | Promise<Markup>,
  ): void {
    app.get(`/_dev/${part}.json`, async (c) => toJson(c, await load(c)));
    app.get(`/_dev/${part}`, async (c) => toHtml(c, part, await load(c), show));
  }

  async function readTrace(id: string): Promise<Answered<Trace>> {
    const answer = await read.trace(id);
    return answer.ok || answer.status !== 404 || !source.isDevelopment
      ? answer
      : { ...answer, reason: toMissingTrace(id) };
  }

  async function toHtml<Value>(
    c: Context,
    part: Part,
    answer: Answered<Value>,
    show: (value: Value, c: Context) => Markup | Promise<Markup>,
  ) {
    const body = answer.ok ? await show(answer.value, c) : toNotice(answer.reason);
    return c.html(toPage(parts[part], part, source.url, body), answer.ok ? 200 : (answer.status as 404));
  }
}

/** The pages have no script. */
const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function showStart({ url, isDevelopment }: ShopSource): Markup {
  const about: Record<keyof typeof parts, string> = {
    slices: 'owner, workers, stores, contracts, routes, deadlines, objectives, health',
    graph: 'who calls whom, as configured and as traced',
    traces: 'the waterfall of each request, with its calls of stores',
    logs: 'log lines, by trace and level',
    breakers: 'state of each breaker, and where the content of pages came from',
    limits: 'what each request cost, beside the limits of the platform',
    queues: 'waiting messages, and dead letters',
    faults: 'switches that break a fragment',
    mail: 'mails that this machine did not send',
    releases: 'the versions that answer',
  };
  const rows = Object.entries(about).map(([part, text]) => [
    html`<a href="/_dev/${part}">${parts[part as keyof typeof parts]}</a>`,
    text,
    part === 'mail' ? '' : html`<a href="/_dev/${part}.json"><code>/_dev/${part}.json</code></a>`,
  ]);
  return html`<p>${isDevelopment ? 'The shop of this machine' : 'A deployed shop, from outside'}: <a href="${url}">${url}</a></p>
${toTable('Parts', ['part', 'shows', 'as JSON'], rows)}`;
}

function toJson<Value>(c: Context, answer: Answered<Value>) {
  if (answer.ok) return c.json(answer.value as never);
  const { status, reason: detail } = answer;
  return c.json({ title: 'Not available', status, detail }, status as 404);
}

function toAsked(c: Context): { trace?: string; level?: string } {
  const { trace, level } = c.req.query();
  return { ...(trace ? { trace } : {}), ...(level ? { level } : {}) };
}

/** The tokens of the shop, and the styles of the console. */
async function styles(): Promise<string> {
  const files = [`${root}/platform/ui/tokens.css`, `${import.meta.dir}/console.css`];
  return (await Promise.all(files.map((file) => Bun.file(file).text()))).join('\n');
}
