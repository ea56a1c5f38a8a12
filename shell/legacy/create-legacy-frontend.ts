import type { Endpoint } from '@jogakbo/compose';
import { headers, manifestPath } from '@jogakbo/contracts/fragment';
import type { ManifestInput } from '@jogakbo/contracts/manifest';
import { logError } from '@jogakbo/edge/log';
import type { ShellBindings } from '../bindings.ts';
import { fillPath } from '../match-path.ts';
import { pages } from '../pages.ts';
import { cutRegion } from './cut-region.ts';
import { listRegions, type Region } from './regions.ts';
import { isPage } from './to-own-headers.ts';

/** The name of the slice whose fragments are parts of the pages of the legacy. */
export const legacySlice = 'legacy';
const version = 'legacy';

/**
 * Creates a frontend whose fragments are cut out of the pages of the legacy. It asks without cookies, so a part is what every visitor sees, and
 * it is never kept. A page without the part is logged, and the slot shows its fallback.
 */
export function createLegacyFrontend(env: ShellBindings): Endpoint {
  return {
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.pathname === manifestPath) return Response.json(toManifest(listRegions(env)));
      const region = listRegions(env).find((each) => url.pathname === `/fragments/${toName(each)}`);
      if (!region) return new Response(null, { status: 404 });
      const asked = input instanceof Request ? input.headers : new Headers(init?.headers);
      const signal = input instanceof Request ? input.signal : init?.signal;
      return answerRegion(env, region, {
        params: url.searchParams,
        language: asked.get('accept-language') ?? 'ko',
        signal,
      });
    },
  };
}

type Asked = { params: URLSearchParams; language: string; signal?: AbortSignal | null | undefined };

async function answerRegion(
  env: ShellBindings,
  region: Region,
  { params, language, signal }: Asked,
): Promise<Response> {
  const from = new URL(env.LEGACY_ORIGIN ?? '').origin;
  const { page, selector } = region;
  const query = new URLSearchParams();
  for (const name of pages[page]?.page.query ?? [])
    if (params.has(name)) query.set(name, params.get(name) ?? '');
  const path = fillPath(page, Object.fromEntries(params)) + (query.size > 0 ? `?${query}` : '');
  const answer = await fetch(from + path, {
    headers: { accept: 'text/html', 'accept-encoding': 'identity', 'accept-language': language },
    redirect: 'manual',
    ...(signal ? { signal } : {}),
  });
  if (answer.status !== 200 || !isPage(answer)) {
    await answer.body?.cancel();
    log('failed', `${path}: status ${answer.status}`);
    return new Response(null, { status: answer.status === 404 ? 404 : 503 });
  }
  const html = await cutRegion(await answer.text(), { selector, from, to: '' });
  if (html === undefined) {
    log('no-region', `${path} has no part ${selector}`);
    // The engine asks again after 5xx only.
    return new Response(null, { status: 404 });
  }
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      [headers.version]: version,
    },
  });
}

/** The name of a region's fragment. Two pages may have slots of the same name. */
export function toName({ page, slot }: Pick<Region, 'page' | 'slot'>): string {
  return `${page.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-${slot}`.replace(/^-/, '');
}

function toManifest(regions: Region[]): ManifestInput {
  const fragments = regions.map((region) => {
    const names = [...region.page.matchAll(/:([a-z]+)/g)].map(([, name]) => name as string);
    return [toName(region), { params: [...names, ...(pages[region.page]?.page.query ?? [])] }];
  });
  return { slice: legacySlice, version, fragments: Object.fromEntries(fragments) };
}

function log(legacy: string, detail: string): void {
  logError({ worker: 'shell', legacy, detail });
}
