import { frame } from 'jogakbo:build';
import { manifestPath } from '@jogakbo/contracts/fragment';
import { Manifest } from '@jogakbo/contracts/manifest';
import type { Context } from 'hono';
import * as v from 'valibot';
import { frontendOf, type ShellEnv } from '../bindings.ts';
import { personalPartsOf } from './personal-parts.ts';
import { findPage, type Region, regionsOf } from './regions.ts';
import { toInline } from './to-inline.ts';

export type Lent = Region & {
  slice: string;
  /** Undefined if the fragment did not answer. Then the page keeps the part of the legacy. */
  html: string | undefined;
  style: { content: string; hash: string };
};

/** Answers a request as the shell does. */
export type Ask = (request: Request) => Response | Promise<Response>;

const none = { content: '', hash: '' };

/**
 * Fetches the fragments that belong into this page of the legacy for this visitor: those that are taken over, and the personal ones of a visitor who
 * logs in at the shop.
 */
export async function lendFragments(c: Context<ShellEnv>, ask: Ask): Promise<Lent[]> {
  if (c.req.method !== 'GET') return [];
  const url = new URL(c.req.url);
  const found = findPage(url);
  // A file of the legacy, such as a picture, has no parts.
  const isPage = found !== undefined || (c.req.header('accept')?.includes('text/html') ?? false);
  const regions = [
    ...(found ? regionsOf(c, found.page, true) : []),
    ...(isPage ? personalPartsOf(c, 'shop') : []),
  ];
  return Promise.all(
    regions.map(async (region): Promise<Lent> => {
      const [slice = '', name = ''] = region.own.fragment.split('/');
      const query = new URLSearchParams({ ...found?.params, ...region.own.params });
      const headers = new Headers({ 'accept-language': c.var.language });
      const cookie = c.req.header('cookie');
      if (cookie) headers.set('cookie', cookie);
      const asked = new Request(`${url.origin}/_fragments/${slice}/${name}?${query}`, { headers });
      const [answer, style] = await Promise.all([ask(asked), readStyle(c, slice)]);
      const html = answer.status === 200 ? await answer.text() : undefined;
      return { ...region, slice, html, style };
    }),
  );
}

const documentStyle = typeof frame.style === 'string' ? frame.style : (frame.style?.content ?? '');
/** The colors and sizes of the shop, which the styles of slices use. */
const tokens = /:root\s*\{[^}]*\}/.exec(documentStyle)?.[0] ?? '';

async function readStyle(c: Context<ShellEnv>, slice: string): Promise<Lent['style']> {
  try {
    const answer = await frontendOf(c.env, slice)?.fetch(`http://worker${manifestPath}`);
    const { stylesheet } = v.parse(Manifest, await answer?.json());
    if (stylesheet.content === '') return none;
    return await toInline(tokens + stylesheet.content);
  } catch {
    // The fragment is readable without styles, too.
    return none;
  }
}
