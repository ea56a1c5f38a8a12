import { openShop, type Shop } from '../../tests/open-shop.helper.ts';
import { childrenCalled } from './process-table.ts';
import { uncounted } from './uncounted.ts';

/**
 * The shop as it is, and the shop without its means against new pages: a worker for each tier, a request for each fragment, and no copies
 * beyond an isolate.
 */
export const compared = {
  faces: { topology: 'faces', settings: {} },
  'plain tiers': { topology: 'tiers', settings: { PLAIN: '1' } },
} as const;

export type System = keyof typeof compared;
export type Opened = { shop: Shop; pid: number };

/** Opens one of the compared systems in a workerd of its own. */
export async function openCompared(
  name: System,
  options: Parameters<typeof openShop>[0] = {},
): Promise<Opened> {
  const before = childrenCalled('workerd');
  const { topology, settings } = compared[name];
  const shop = await openShop({
    ...{ topology, settings: { REDIS_TIMEOUT: '150', ...settings }, crons: false },
    ...uncounted,
    ...options,
  });
  const [pid] = childrenCalled('workerd').filter((child) => !before.includes(child));
  return { shop, pid: pid as number };
}
