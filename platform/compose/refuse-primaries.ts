import type { ComposerOptions } from './composer-options.ts';

/**
 * A page that is shown where primary fragments fail has none itself, or the engine might ask for it without end.
 *
 * @throws Error that names the page and the slot
 */
export function refusePrimaries({ notFound, refused, unavailable }: ComposerOptions): void {
  for (const [name, page] of Object.entries({ notFound, refused, unavailable })) {
    for (const [slot, filling] of Object.entries({ head: page?.head, ...page?.slots })) {
      if (!filling || !('fragment' in filling) || !filling.primary) continue;
      throw new Error(
        `page ${name}, slot ${slot}: ${filling.fragment} may not be primary, as this page is shown where a primary fragment fails`,
      );
    }
  }
}
