import { call } from '@jogakbo/edge/call';
import { Address, type AddressInput, paths as memberPaths } from '@jogakbo/member-service/contract';
import type { OrderContext } from './bindings.ts';
import { readAddresses } from './read-checkout-view.ts';
import { isSameAddress } from './same-address.ts';

/** The shopper waits this long for the address book. The order is already placed. */
const saveTimeoutMs = 1_500;

/**
 * Saves the address of an order in the member's address book, once for each draft and not if it is there already. If the book cannot be
 * read, the address is saved all the same, because the shopper asked for it.
 */
export async function saveAddress(c: OrderContext, address: AddressInput, draft: string): Promise<void> {
  const own = await readAddresses(c);
  if (own?.some((each) => isSameAddress(each, address))) return;
  await call(c, c.env.MEMBER, memberPaths.addresses, Address, {
    method: 'POST',
    body: address,
    headers: { 'idempotency-key': `order-${draft}` },
    identified: true,
    within: saveTimeoutMs,
  });
}
