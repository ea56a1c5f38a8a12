import { createShopper, type Shopper, type Tab, type World } from './create-shopper.ts';

type Options = {
  world: World;
  /** Paths of products, and of other pages. */
  products: string[];
  paths: string[];
  /** How many visitors are in the shop at once. */
  visitors: number;
  /** Whole number from 0 to `below`, with `below` left out. */
  random(below: number): number;
};
type Kept = { shopper: Shopper; tab: Tab };

/** Lets visitors come to a shop. Each of them opens pages, puts products into a cart, and looks into it; then the next one comes. */
export function createLoad({ world, products, paths, visitors, random }: Options) {
  const tabs: Kept[] = [];
  const pick = <Value>(values: readonly Value[]) => values[random(values.length)] as Value;

  return {
    /** Lets visitors come as long as `goesOn` says so. */
    async run(goesOn: () => boolean): Promise<void> {
      const come = async () => {
        while (goesOn()) await visit(goesOn);
      };
      await Promise.all(Array.from({ length: visitors }, come));
    },

    /** Opens pages that stay open until the end. */
    async keepTabs(count: number): Promise<void> {
      for (let each = 0; each < count; each++) {
        const shopper = createShopper(world);
        const tab = await shopper.openTab(pick(products));
        if (tab) tabs.push({ shopper, tab });
      }
    },

    /** Uses all pages that were kept open. */
    async useTabs(): Promise<void> {
      for (const { shopper, tab } of tabs) await shopper.useTab(tab);
    },
  };

  async function visit(goesOn: () => boolean): Promise<void> {
    const shopper = createShopper(world);
    await shopper.open(pick(paths));
    for (let products = 1 + random(3); products > 0 && goesOn(); products--) await shop(shopper);
    await shopper.lookIntoCart();
  }

  async function shop(shopper: Shopper): Promise<void> {
    const page = await shopper.open(pick(products));
    if (!page) return;
    if (random(4) === 0) await shopper.refuse(page);
    await shopper.add(page, 1 + random(3));
    if (random(2) === 0) await shopper.lookIntoCart();
  }
}
