import type { Slot } from '@jogakbo/compose';
import type { Context } from 'hono';
import * as v from 'valibot';
import { ownNames, type ShellEnv } from '../bindings.ts';
import { frameSlots } from '../pages/frame.ts';
import { createTableReader } from './create-table-reader.ts';
import { isTakenOver } from './is-taken-over.ts';
import { type OwnSlot, type Region, Selector } from './regions.ts';
import { readTakeover, toShare } from './takeover.ts';

const slots: Record<string, Slot> = frameSlots;
const isFragment = (name: string) => name in slots && 'fragment' in (slots[name] as Slot);
const Parts = v.record(
  v.pipe(v.string(), v.check(isFragment, 'is no fragment that every page has')),
  v.object({ selector: Selector, route: v.pipe(v.string(), v.startsWith('/')) }),
);
const readTable = createTableReader('LEGACY_PERSONAL', Parts);

/**
 * Lists the parts of the variable LEGACY_PERSONAL that one side shows this visitor, on the pages of both sides. They show who the visitor is, such as
 * the links of a member. It is the side that answers the route of the part for this visitor.
 */
export function personalPartsOf(c: Context<ShellEnv>, side: 'shop' | 'legacy'): Region[] {
  const takeover = readTakeover(c.env);
  const isOurs = side === 'shop';
  return Object.entries(readTable(c.env.LEGACY_PERSONAL))
    .filter(([, { route }]) => isTakenOver(c, toShare(takeover, route, ownNames(c.env))) === isOurs)
    .map(([slot, { selector, route }]) => ({
      ...{ page: '*', slot, own: slots[slot] as OwnSlot, selector },
      ...{ ours: isOurs ? 100 : 0, follows: route },
    }));
}
