import type { Flight } from './flight.ts';
import type { Page, Slot } from './page.ts';

/** Starts the primary slots of a page first, so that they have the first calls. The result is in the order of the layout. */
export function inStartOrder({ order, slots }: Page, start: (name: string, slot: Slot) => Flight): Flight[] {
  const flights: Flight[] = [];
  for (const primary of [true, false])
    order.forEach((name, index) => {
      const slot = slots[name] as Slot;
      const isPrimary = 'fragment' in slot && slot.primary === true;
      if (isPrimary === primary) flights[index] = start(name, slot);
    });
  return flights;
}
