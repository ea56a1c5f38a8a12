import { headers } from '@jogakbo/contracts/fragment';
import { languages } from '@jogakbo/contracts/language';
import { preferredLanguage } from '@jogakbo/edge/preferred-language';
import { answerSlice, toClient } from '../answer-slice.ts';
import { matchRoute } from '../compose-page.ts';
import { findForeign } from '../create-proxy.ts';
import type { SliceHost } from '../create-slice-host.ts';
import { toAll, toIndex } from './markup.ts';
import type { PlayFragment } from './read-fragments.ts';
import { createShow, type ShellParts } from './show-fragments.ts';
import { controls } from './states.ts';

type Options = {
  host: SliceHost;
  fragments: PlayFragment[];
  shell: ShellParts;
  /** The folder with the files of the shell. */
  shellFiles: string;
  /** Answers `/_dev/…`: the reload of pages. */
  development(request: Request): Response | Promise<Response>;
};

const htmlType = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

/** Answers the pages of the playground, and what the fragments in them fetch and send. */
export function createPlayground({ host, fragments, shell, shellFiles, development }: Options) {
  const show = createShow({ host, fragments, shell });

  return async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const foreign = findForeign(request, url);
    if (foreign) return foreign;
    const { pathname } = url;
    if (pathname.startsWith('/_dev')) return development(request);
    if (pathname === '/') return new Response(toIndex(fragments), { headers: htmlType });
    const all = fragments.find(({ slice, name }) => pathname === `/all/${slice}/${name}`);
    if (all) return new Response(toAll(all), { headers: htmlType });
    if (pathname.startsWith('/show/') && request.method === 'GET') return show(request);
    if (/^\/[\w./-]+\.\w+$/.test(pathname) && !pathname.includes('..')) {
      const file = Bun.file(shellFiles + pathname);
      if (await file.exists()) return new Response(file);
    }
    const asked = {
      language: languageOf(request),
      asker: { visitor: '00000000-0000-4000-8000-000000000001' },
    };
    const answered = await answerSlice(host, request, asked);
    if (answered) return answered;
    const slice = request.method === 'POST' ? matchRoute(pathname)?.route.action : undefined;
    if (slice && host.slices.includes(slice)) return sendForm(request, pathname, slice, asked);
    return new Response(
      `${pathname} is no part of ${host.slices.join(', ')}. The playground has nothing else.\n`,
      { status: 404 },
    );
  };

  /** A form leads back to the fragment that has it. A refused form shows the fragment that the slice answers with. */
  async function sendForm(
    request: Request,
    path: string,
    slice: string,
    asked: Parameters<SliceHost['action']>[3],
  ): Promise<Response> {
    const answer = await host.action(slice, path, request, asked);
    const referer = request.headers.get('referer') ?? '/';
    if (answer.headers.has('location'))
      return new Response(null, { status: 303, headers: { location: referer } });
    const fragment = answer.headers.get(headers.fragment);
    if (!fragment || !URL.canParse(referer)) return toClient(answer);
    const html = await answer.text();
    const page = await show(new Request(new URL(`/show/${fragment}${new URL(referer).search}`, request.url)));
    const filled = new HTMLRewriter().on('jb-fragment[slot="alone"]', {
      element(element) {
        element.removeAttribute('hidden');
        element.setInnerContent(html, { html: true });
      },
    });
    return filled.transform(new Response(page.body, { status: answer.status, headers: page.headers }));
  }
}

function languageOf(request: Request): string {
  const wanted = URL.parse(request.headers.get('referer') ?? '')?.searchParams.get(controls.language);
  return (
    languages.find((language) => language === wanted) ??
    preferredLanguage(request.headers.get('accept-language') ?? undefined)
  );
}
