import { headerPrefix, headers } from '@jogakbo/contracts/fragment';
import type { Asker, SliceHost } from './create-slice-host.ts';

/** The language of a request, and who makes it. */
type AskedBy = { language: string; asker: Asker };

/**
 * Answers what a page fetches from a slice that runs here: a fragment alone, its API, or a file.
 *
 * @returns undefined if the path belongs to no such slice, or if the slice does not have the file
 */
export async function answerSlice(
  host: SliceHost,
  request: Request,
  asked: AskedBy,
): Promise<Response | undefined> {
  const { pathname, search, searchParams } = new URL(request.url);
  const [, kind = '', slice = '', rest = ''] =
    /^\/(_fragments|api|assets)\/([a-z]+)(\/.*)$/.exec(pathname) ?? [];
  if (!host.slices.includes(slice)) return undefined;
  if (kind === 'api') return toClient(await host.api(slice, rest + search, request, asked));
  if (kind === '_fragments') {
    const { status, html, manifest } = await host.fragment(
      slice + rest,
      Object.fromEntries(searchParams),
      asked,
    );
    const own = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    const body = status === 200 ? html : null;
    return new Response(body, { status, headers: { ...own, [headers.version]: manifest.version } });
  }
  const file = await host.asset(slice, pathname);
  return file.ok ? new Response(file.body, file) : undefined;
}

/** Removes the headers that only the shell may see. */
export function toClient(answer: Response): Response {
  const response = new Response(answer.body, answer);
  for (const name of [...answer.headers.keys()])
    if (name.startsWith(headerPrefix)) response.headers.delete(name);
  return response;
}
