import { paths as inventoryPaths } from '../services/inventory/contract.ts';
import { callAs } from './call-as.helper.ts';
import type { Shop } from './open-shop.helper.ts';

type Line = { itemId: string; quantity: number };

/**
 * Sends requests to the inventory service as the order service does.
 *
 * @param ahead milliseconds by which the inventory service's clock is ahead of the real one
 */
export async function createOrders(shop: Shop, ahead = 0) {
  const call = await callAs(shop, { issuer: 'order-service', audience: ['inventory'], ahead });
  const post = (path: string, orderId: string, lines: Line[]) =>
    call('inventory-service', 'POST', path, { orderId, lines });

  return {
    reserve: (orderId: string, lines: Line[]) => post(inventoryPaths.reserve, orderId, lines),
    confirm: (orderId: string, lines: Line[]) => post(inventoryPaths.confirm, orderId, lines),
    release: (orderId: string, lines: Line[]) => post(inventoryPaths.release, orderId, lines),
  };
}
