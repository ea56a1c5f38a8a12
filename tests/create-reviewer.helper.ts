import { toEvent } from '@jogakbo/edge/outbox';
import { readForm } from '../tools/visitor/read-form.ts';
import { callAs } from './call-as.helper.ts';
import { createShopper } from './create-shopper.helper.ts';
import type { Shop } from './open-shop.helper.ts';
import { readSlot } from './read-page.helper.ts';
import { until } from './until.helper.ts';

type ReviewFields = { rating: string; title: string; body: string; intent?: string };

/** Creates a member who received products. Only the event of the delivery is published; there is no order. */
export async function createReviewer(
  shop: Pick<Shop, 'url' | 'databaseOf' | 'fetchWorker' | 'stateDirectory'>,
  ...products: string[]
) {
  const shopper = await createShopper(shop);
  const member = await readMember(shopper);
  await deliver(shop, member, products);

  return {
    ...shopper,
    member,
    /** Posts a review, as the form of the page does. */
    review: async (product: string, fields: ReviewFields) =>
      shopper.post(`/products/${product}/reviews`, { key: await readKey(product), ...fields }),
    openForm,
  };

  async function openForm(product: string): Promise<string> {
    return readSlot((await shopper.get(`/products/${product}?review=write`)).text, 'review-form').html;
  }

  async function readKey(product: string): Promise<string> {
    return readForm(await openForm(product), `/products/${product}/reviews`)?.fields.key ?? '';
  }
}

/** Reads the id of the member who is logged in. */
export async function readMember({
  get,
}: Pick<Awaited<ReturnType<typeof createShopper>>, 'get'>): Promise<string> {
  return JSON.parse((await get('/api/member/me')).text).id;
}

/** Publishes, as the order service, that a member received products. It waits until the member may review them. */
export async function deliver(
  shop: Pick<Shop, 'databaseOf' | 'fetchWorker' | 'stateDirectory'>,
  memberId: string,
  products: string[],
): Promise<void> {
  const lines = products.map((productId) => ({ productId, itemId: '1', quantity: 1 }));
  const about = { source: 'order-service', time: Date.now() };
  const event = toEvent('order.delivered', { orderId: `o-${memberId}`, memberId, lines }, about);
  const send = await callAs(shop as Shop, { issuer: 'order-service', audience: ['events'] });
  const { status } = await send('events-service', 'POST', '/events', { events: [event] });
  if (status !== 202) throw new Error(`delivering: ${status}`);
  const bought = (await shop.databaseOf('review-service'))
    .prepare('SELECT count(*) AS count FROM purchase WHERE member_id = ?')
    .bind(memberId);
  const expected = new Set(products).size;
  await until(
    'the delivery',
    async () => ((await bought.first<{ count: number }>())?.count ?? 0) >= expected,
  );
}
