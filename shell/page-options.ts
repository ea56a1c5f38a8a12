import { boundaries, previewStyles, speculationRules } from 'jogakbo:build';
import type { ComposeOptions } from '@jogakbo/compose';
import { isLogged } from '@jogakbo/edge/log';
import { exporterOf, flushAfter } from '@jogakbo/edge/telemetry';
import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { toCookie } from './cookies.ts';
import { createAbout } from './create-about.ts';
import { documentHeaders } from './guard-answer.ts';
import { toSamples } from './to-samples.ts';

/** A browser keeps the chosen language this long: a year. */
const languageLifetimeSeconds = 365 * 24 * 60 * 60;

/** Builds what every page of the shop has: its headers, the outlines of boundaries if they are asked for, and a line in the log. */
export function pageOptions(c: Context<ShellEnv>, status?: number): ComposeOptions {
  const lang = c.req.query('lang');
  const headers: Record<string, string> = {
    'content-language': c.var.language,
    'speculation-rules': `"${speculationRules}"`,
    ...documentHeaders,
  };
  // A form has the language of its page. This does not choose a language for other pages.
  if (lang && lang === c.var.language && c.req.method !== 'POST')
    headers['set-cookie'] = toCookie(c, 'lang', lang, languageLifetimeSeconds);
  const showsBoundaries = c.req.query('boundaries') === '1';
  return {
    headers,
    withoutBody: c.req.method === 'HEAD',
    onReport: reporterOf(c),
    ...(status === undefined ? {} : { status }),
    about: showsBoundaries ? createAbout(c) : undefined,
    styles: [...(showsBoundaries ? [boundaries] : []), ...(c.get('preview') ? [previewStyles] : [])],
  };
}

/** Writes one log line for each page, with the result of each fragment, and counts the fragments for the collector. */
function reporterOf(c: Context<ShellEnv>): ComposeOptions['onReport'] {
  const { trace } = c.var;
  const exporter = exporterOf('shell', c.env);
  const logged = isLogged(c.env.LOG_LEVEL, trace.id);
  if (!logged && !exporter) return undefined;
  return (report) => {
    if (logged) console.log(JSON.stringify({ page: c.req.path, trace: trace.id, ...report }));
    if (!exporter) return;
    for (const each of toSamples(report)) exporter.addFragment(each);
    flushAfter(c, exporter);
  };
}
