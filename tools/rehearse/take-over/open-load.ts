import type { Item } from '../../visitor/purchase.ts';
import { createBuyer, type ToldOrder } from './create-buyer.ts';

type Options = {
  url: string;
  /** How many visitors are in the shop at once. */
  buyers: number;
  /** The items that they buy. Each visitor has some of them alone. */
  items: Item[];
  /** Words that find products. */
  words: string;
};
export type Load = ReturnType<typeof openLoad>;

/** Lets visitors look around and order, one order after another, until `stop` is called. */
export function openLoad({ url, buyers, items, words }: Options) {
  const told: ToldOrder[] = [];
  const counts: Record<string, number> = {};
  const ordersOf = new Map<number, ToldOrder[]>();
  const answersOf = new Map<number, number>();
  let failure: unknown;
  let goesOn = true;

  const all = Array.from({ length: buyers }, (_, number) =>
    createBuyer({
      ...{ url, words, email: `buyer-${number}@example.com` },
      items: items.filter((_, index) => index % buyers === number),
      onOrder(order) {
        told.push(order);
        ordersOf.set(number, [...(ordersOf.get(number) ?? []), order]);
      },
      onAnswer() {
        answersOf.set(number, (answersOf.get(number) ?? 0) + 1);
      },
      count(what) {
        counts[what] = (counts[what] ?? 0) + 1;
      },
    }),
  );
  const visits = all.map(async (buyer) => {
    try {
      while (goesOn) await buyer.visit();
    } catch (error) {
      failure ??= error;
      goesOn = false;
    }
  });

  return {
    /** The orders whose page was promised to a visitor. */
    told,
    counts,
    /** Waits until each visitor has placed one more order than now. @throws the Error that ended the visits */
    untilAllOrdered: () => untilMore((number) => ordersOf.get(number)?.length ?? 0),
    /** Waits until every request that is under way now has ended. @throws the Error that ended the visits */
    untilAllAnswered: () => untilMore((number) => answersOf.get(number) ?? 0),
    /** Lets each visitor look at the orders of the shop once more. @returns the ids of those with the right total */
    async lookAtOrders(): Promise<Set<string>> {
      const ids = new Set<string>();
      for (const [number, orders] of ordersOf)
        for (const order of orders.filter(({ side }) => side === 'shop'))
          if (await all[number]?.hasOrder(order)) ids.add(order.id);
      return ids;
    },
    /** Lets each visitor end the order that is under way. @throws the Error that ended the visits */
    async stop(): Promise<void> {
      goesOn = false;
      await Promise.all(visits);
      if (failure) throw failure;
    },
  };

  /** Waits until each visitor has a higher count than now. */
  async function untilMore(countOf: (number: number) => number): Promise<void> {
    const before = all.map((_, number) => countOf(number));
    while (before.some((count, number) => countOf(number) <= count)) {
      if (failure) throw failure;
      await Bun.sleep(50);
    }
  }
}
