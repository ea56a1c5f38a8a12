import { headers } from '@jogakbo/contracts/fragment';
import type { Keys } from '../platform/edge/create-keys.ts';
import { createMinter } from '../platform/edge/create-minter.ts';
import { paths } from '../services/inventory/contract.ts';
import type { Shop } from './open-shop.ts';

type Line = { itemId: string; quantity: number };

/**
 * The order service asking the inventory service.
 *
 * @param ahead milliseconds by which the inventory service's clock is ahead of the real one
 */
export async function createOrders(shop: Shop, ahead = 0) {
  const keys = (await Bun.file(`${shop.stateDirectory}/keys.json`).json()) as Keys;
  const mint = createMinter(keys.own['order-service'] as string);

  async function post(path: string, orderId: string, lines: Line[]) {
    const answer = await shop.fetchWorker('inventory-service', path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [headers.identity]: await mint({ audience: ['inventory'] }, Date.now() + ahead),
      },
      body: JSON.stringify({ orderId, lines }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  return {
    reserve: (orderId: string, lines: Line[]) => post(paths.reserve, orderId, lines),
    confirm: (orderId: string, lines: Line[]) => post(paths.confirm, orderId, lines),
    release: (orderId: string, lines: Line[]) => post(paths.release, orderId, lines),
  };
}
