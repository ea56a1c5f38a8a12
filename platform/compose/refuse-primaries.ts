import type { ComposerOptions } from './composer-options.ts';

/**
 * Refuses primary fragments on the pages that are shown when a primary fragment fails. Otherwise the engine could request that page without end.
 *
 * @throws Error that names the page and the slot
 */
export function refusePrimaries({ notFound, refused, unavailable }: ComposerOptions): void {
  for (const [name, page] of Object.entries({ notFound, refused, unavailable })) {
    for (const [slot, filling] of [
      ...[page?.head ?? []].flat().map((head) => ['head', head] as const),
      ...Object.entries(page?.slots ?? {}),
    ]) {
      if (!('fragment' in filling) || !filling.primary) continue;
      throw new Error(
        `page ${name}, slot ${slot}: ${filling.fragment} may not be primary, as this page is shown when a primary fragment fails`,
      );
    }
  }
}
