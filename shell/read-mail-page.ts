import { headers } from '@jogakbo/contracts/fragment';
import { problem } from '@jogakbo/edge/problem';
import type { Context } from 'hono';
import * as v from 'valibot';
import { bffOf, type ShellEnv } from './bindings.ts';

/** The answer of the member slice's API about mails on a developer's machine. */
const Mails = v.object({
  mails: v.array(v.object({ to: v.string(), subject: v.string(), text: v.string(), createdAt: v.number() })),
});

/** Reads the mails that a developer's machine did not send. A browser gets a list with links, a program gets JSON. */
export async function readMailPage(c: Context<ShellEnv>): Promise<Response> {
  const member = bffOf(c.env, 'member');
  const request = new Request('http://worker/dev/mails', { headers: { [headers.development]: '1' } });
  const answer = await member?.fetch(request).catch(() => undefined);
  if (!answer?.ok) return problem(c, answer?.status === 404 ? 404 : 503);
  const parsed = v.safeParse(Mails, await answer.json());
  if (!parsed.success) return problem(c, 503);
  const common = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  // The styles of the console, and nothing else.
  const policy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  const wantsPage = c.req.header('accept')?.includes('text/html');
  return wantsPage
    ? c.html(toHtml(parsed.output.mails), 200, { ...common, 'content-security-policy': policy })
    : c.json(parsed.output, 200, common);
}

type Mail = v.InferOutput<typeof Mails>['mails'][number];

function toHtml(mails: Mail[]): string {
  const list = mails.map(
    ({ to, subject, text, createdAt }) =>
      `<article><h2>${toText(subject)}</h2><p>${toText(to)} · <time>${new Date(createdAt).toISOString()}</time></p>` +
      `<pre>${toText(text).replace(/https?:\/\/[^\s<]+/g, '<a href="$&">$&</a>')}</pre></article>`,
  );
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    '<title>Mails — Jogakbo console</title><link rel="stylesheet" href="/_dev/console.css">' +
    '<header><p class="brand"><a href="/_dev">Jogakbo console</a></p></header>' +
    '<main><h1>Mails</h1><p>Nothing is sent from this machine; reload to see the latest.</p>' +
    `${list.join('') || '<p>There is no mail yet.</p>'}</main></html>`
  );
}

function toText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
