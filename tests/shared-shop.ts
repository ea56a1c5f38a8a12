import type { Shop } from './open-shop.ts';

let shared: Promise<Shop> | undefined;

/**
 * The shop that test files share: it is opened once a test run and closed when the run ends. Use it where a test needs no setting of
 * its own and changes nothing that another file reads, such as the stock of a seeded item. Sign up new members instead.
 */
export function openSharedShop(): Promise<Shop> {
  // Imported late: the preload imports this file for unit tests too, which need no shop.
  shared ??= import('./open-shop.ts').then(({ openShop }) => openShop());
  return shared;
}

/** Called by the preload at the end of a run. */
export async function closeSharedShop(): Promise<void> {
  await (await shared)?.close();
}
