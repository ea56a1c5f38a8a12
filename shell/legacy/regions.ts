import type { Slot } from '@jogakbo/compose';
import type { PartShares } from '@jogakbo/contracts/release-map';
import type { Context } from 'hono';
import * as v from 'valibot';
import type { ShellBindings, ShellEnv } from '../bindings.ts';
import { matchPath } from '../match-path.ts';
import { pages } from '../pages.ts';
import { createTableReader } from './create-table-reader.ts';
import { isTakenOver } from './is-taken-over.ts';
import { releasedTakeover } from './released-takeover.ts';

export type OwnSlot = Extract<Slot, { fragment: string }>;

/** A part of a page that both sides have. */
export type Region = {
  /** The pattern of the page's path; `*` for a part of every page. */
  page: string;
  slot: string;
  /** The slot of the shell's own page. */
  own: OwnSlot;
  /** Finds the part in the page of the legacy. */
  selector: string;
  /** The percentage of visitors who get the fragment, on the pages of both sides. The others get the part of the legacy. */
  ours: number;
  /** The route that decides about a personal part, in place of a share. */
  follows?: string;
};

/** Finds a part in a page of the legacy. */
export const Selector = v.pipe(
  v.string(),
  v.maxLength(200),
  v.check(isSelector, 'is no selector of HTMLRewriter'),
);

/** The single fragments that are taken over, or not yet: page → slot → selector and share. */
const Regions = v.record(
  v.pipe(v.string(), v.startsWith('/')),
  v.record(
    v.string(),
    v.object({
      selector: Selector,
      ours: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
    }),
  ),
);

const readTable = createTableReader('LEGACY_FRAGMENTS', Regions);
let last: { table: object; parts: PartShares | undefined; regions: Region[] } | undefined;

/**
 * Lists the regions of the variable LEGACY_FRAGMENTS whose page and slot exist. A share in the release map counts in place of the one in the
 * variable.
 */
export function listRegions(env: ShellBindings): Region[] {
  const table = readTable(env.LEGACY_FRAGMENTS);
  const parts = releasedTakeover(env)?.parts;
  if (last?.table === table && last.parts === parts) return last.regions;
  const regions = Object.entries(table).flatMap(([page, slots]) =>
    Object.entries(slots).flatMap(([slot, { selector, ours }]) => {
      const own = pages[page]?.page.slots[slot];
      const share = parts?.[page]?.[slot] ?? ours;
      return own && 'fragment' in own ? [{ page, slot, own, selector, ours: share }] : [];
    }),
  );
  last = { table, parts, regions };
  return regions;
}

/** The regions of a page, for this visitor: those that are taken over, or those that are not. */
export function regionsOf(c: Context<ShellEnv>, page: string, takenOver: boolean): Region[] {
  return listRegions(c.env).filter((each) => each.page === page && isTakenOver(c, each.ours) === takenOver);
}

/** Finds the pattern of a page's path, with the parameters for its fragments: those of the path, and the declared ones of the query. */
export function findPage(url: URL): { page: string; params: Record<string, string> } | undefined {
  const found = matchPath(pages, url.pathname);
  const page = Object.keys(pages).find((pattern) => pages[pattern] === found?.entry);
  if (!found || page === undefined) return undefined;
  const query = found.entry.page.query.flatMap((name) => {
    const value = url.searchParams.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { page, params: { ...Object.fromEntries(query), ...found.params } };
}

function isSelector(text: string): boolean {
  try {
    new HTMLRewriter().on(text, {});
    return true;
  } catch {
    return false;
  }
}
