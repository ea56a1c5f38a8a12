import type { Page } from '@jogakbo/compose';
import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { legacySlice, toName } from './create-legacy-frontend.ts';
import { findPage, type OwnSlot, type Region, regionsOf } from './regions.ts';

const kept = new Map<string, Page>();

/**
 * Makes the page of a route with parts of the legacy in the slots that are not taken over for this visitor.
 *
 * @param url the full URL of the page
 * @returns undefined if there are none
 */
export function mixPage(c: Context<ShellEnv>, url: string, page: Page): Page | undefined {
  if (!c.env.LEGACY_ORIGIN) return undefined;
  const pattern = findPage(new URL(url))?.page;
  const regions = pattern === undefined ? [] : regionsOf(c, pattern, false);
  if (regions.length === 0) return undefined;
  const names = regions.map(toName).join();
  // The engine remembers what it knows about a page by the object.
  const mixed = kept.get(names) ?? withRegions(page, regions);
  kept.set(names, mixed);
  return mixed;
}

function withRegions(page: Page, regions: Region[]): Page {
  const slots = regions.map((region): [string, OwnSlot] => {
    const { id, fallback } = region.own;
    const fragment = `${legacySlice}/${toName(region)}` as const;
    return [region.slot, { fragment, ...(id ? { id } : {}), ...(fallback ? { fallback } : {}) }];
  });
  return { ...page, slots: { ...page.slots, ...Object.fromEntries(slots) } };
}
