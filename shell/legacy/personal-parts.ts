import type { Slot } from '@jogakbo/compose';
import type { Context } from 'hono';
import * as v from 'valibot';
import type { ShellEnv } from '../bindings.ts';
import { frameSlots } from '../pages/frame.ts';
import { createTableReader } from './create-table-reader.ts';
import { listSlicesOfLegacy } from './keep-to-forms.ts';
import { everyPage, type OwnSlot, type Region, Selector } from './regions.ts';

const slots: Record<string, Slot> = frameSlots;
const isFragment = (name: string) => name in slots && 'fragment' in (slots[name] as Slot);
const Parts = v.record(
  v.pipe(v.string(), v.check(isFragment, 'is no fragment that every page has')),
  Selector,
);
const readTable = createTableReader('LEGACY_PERSONAL', Parts);

/**
 * Lists the parts of the variable LEGACY_PERSONAL that one side shows this visitor, on the pages of both sides, such as the links of a member. It is
 * the side that answers the forms of the slice: it has the log-in and the cart of this visitor.
 */
export function personalPartsOf(c: Context<ShellEnv>, side: 'shop' | 'legacy'): Region[] {
  const parts = Object.entries(readTable(c.env.LEGACY_PERSONAL));
  if (parts.length === 0) return [];
  const slices = listSlicesOfLegacy(c);
  return parts
    .map(([slot, selector]) => ({ page: everyPage, slot, own: slots[slot] as OwnSlot, selector }))
    .filter(({ own }) => slices.includes(own.fragment.split('/')[0] as string) === (side === 'legacy'))
    .map((part) => ({ ...part, ours: side === 'shop' ? 100 : 0 }));
}
