import type { Locator } from 'playwright-core';
import { until } from '../until.helper.ts';

/**
 * Waits until a part of the page is visible, and loads the page again every five seconds. On a busy machine, a part may miss its deadline.
 * The page keeps the fallback then.
 */
export async function reloadUntilShown(part: Locator): Promise<void> {
  await until(String(part), async () => {
    const isShown = await part.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (!isShown) await part.page().reload();
    return isShown;
  });
}
