import type { Shop } from './open-shop.helper.ts';

let shared: Promise<Shop> | undefined;

/**
 * Opens the shop that test files share. It is opened once for each test run, and closed when the run ends. Use it for a test that
 * needs no settings of its own and changes no data that another file reads, such as the stock of a seeded item. Sign up new members
 * instead.
 */
export function openSharedShop(): Promise<Shop> {
  // Imported late, since the preload imports this file for unit tests too, and they need no shop.
  shared ??= import('./open-shop.helper.ts').then(({ openShop }) =>
    openShop({ traces: true, servicesPort: 0 }),
  );
  return shared;
}

/** Closes the shared shop. The preload calls it at the end of a run. */
export async function closeSharedShop(): Promise<void> {
  await (await shared)?.close();
}
