import type { Refusal, StockRequest } from './contract.ts';
import type { Command } from './decide.ts';
import type { Outcome } from './item.ts';

/** Finds an item by its id. Its calls may fail, and may then be repeated. */
export type ItemOf = (itemId: string) => {
  run(command: Command, options?: { dry: boolean }): Promise<Outcome>;
};

export type Taken =
  | { ok: true; expiresAt: number }
  | { ok: false; reason: Refusal; errors: { field: string; message: string }[] };

type Line = StockRequest['lines'][number];
type Kind = 'reserve' | 'confirm';

/**
 * Reserves or confirms all lines of an order, or none. A dry run asks all items first, so that an impossible order reserves nothing
 * that others need. If an item refuses after that, the lines before it are released.
 */
export async function takeLines(itemOf: ItemOf, kind: Kind, request: StockRequest): Promise<Taken> {
  const { orderId } = request;
  const lines = toLines(request);
  if (lines.length > 1) {
    const asked = await Promise.all(lines.map((line) => run(line, { dry: true })));
    if (asked.some(({ ok }) => !ok)) return toRefusal(lines, asked);
  }

  const taken: { line: Line; outcome: Outcome }[] = [];
  // All orders take their items one by one in the same order. So of two orders that need the same items, one gets them all.
  for (const line of lines) {
    const outcome = await run(line);
    if (!outcome.ok) {
      const changed = taken.filter(({ outcome }) => outcome.ok && outcome.changed);
      await Promise.all(changed.map(({ line }) => itemOf(line.itemId).run({ kind: 'release', orderId })));
      return toRefusal([line], [outcome]);
    }
    taken.push({ line, outcome });
  }
  return {
    ok: true,
    expiresAt: Math.min(...taken.map(({ outcome }) => (outcome.ok ? outcome.expiresAt : 0))),
  };

  function run({ itemId, quantity }: Line, options?: { dry: boolean }): Promise<Outcome> {
    return itemOf(itemId).run({ kind, orderId, quantity }, options);
  }
}

/** Joins lines of the same item, and sorts them by item id. */
function toLines({ lines }: StockRequest): Line[] {
  const quantities = new Map<string, number>();
  for (const { itemId, quantity } of lines) quantities.set(itemId, (quantities.get(itemId) ?? 0) + quantity);
  return [...quantities]
    .map(([itemId, quantity]) => ({ itemId, quantity }))
    .sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
}

function toRefusal(lines: Line[], outcomes: Outcome[]): Taken {
  const refused = lines.flatMap((line, index) => {
    const outcome = outcomes[index] as Outcome;
    return outcome.ok ? [] : [{ ...line, ...outcome }];
  });
  return {
    ok: false,
    reason: refused[0]?.reason as Refusal,
    errors: refused.map((line) => ({ field: line.itemId, message: messages[line.reason](line) })),
  };
}

const messages: Record<Refusal, (line: { quantity: number; available: number }) => string> = {
  'sold-out': ({ available, quantity }) => `${available} available, ${quantity} wanted`,
  expired: () => 'the reservation has ended',
  'other-quantity': () => 'another quantity was reserved for this order',
};
