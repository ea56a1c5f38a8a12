import type { Flight } from './flight.ts';
import type { PageHints } from './hints.ts';
import type { Page, Slot } from './page.ts';

/**
 * Starts the slot that gives hints and the primary slots of a page first, so that they have the first calls. The result is in the order of
 * the layout.
 */
export function inStartOrder(
  { order, slots, hints: declared }: Page,
  start: (name: string, slot: Slot) => Flight,
  hints: PageHints | undefined,
): Flight[] {
  const flights: Flight[] = [];
  for (const first of [true, false])
    order.forEach((name, index) => {
      const slot = slots[name] as Slot;
      const isFirst = ('fragment' in slot && slot.primary === true) || name === declared?.from;
      if (isFirst !== first) return;
      const flight = start(name, slot);
      flights[index] = hints?.follow(flight) ?? flight;
    });
  return flights;
}
