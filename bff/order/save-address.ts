import { call } from '@jogakbo/edge/call';
import { Address, type AddressInput, paths as memberPaths } from '@jogakbo/member-service/contract';
import type { OrderContext } from './bindings.ts';
import { isSameAddress } from './same-address.ts';
import { readAddresses } from './to-checkout-view.ts';

/** Milliseconds that the shopper waits for their address book; the order is placed by then. */
const patience = 1_500;

/** Puts the address of an order into the member's address book, once for each draft and unless it is there. */
export async function saveAddress(c: OrderContext, address: AddressInput, draft: string): Promise<void> {
  const own = await readAddresses(c);
  if (own.some((each) => isSameAddress(each, address))) return;
  await call(c, c.env.MEMBER, memberPaths.addresses, Address, {
    method: 'POST',
    body: address,
    headers: { 'idempotency-key': `order-${draft}` },
    identified: true,
    within: patience,
  });
}
