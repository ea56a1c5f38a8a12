import { headers } from '@jogakbo/contracts/fragment';
import type { Binding } from '@jogakbo/edge/call';
import operator from '../../bff/operator/worker.ts';
import pricing from '../../services/pricing/worker.ts';
import product from '../../services/product/worker.ts';
import { seedReviews } from '../../services/review/seed.ts';
import review from '../../services/review/worker.ts';
import '../../tests/mock-workers.helper.ts';
import { addMemberKey } from '../../services/member/keys.ts';
import { createInventory } from '../../tests/create-inventory.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestEvents } from '../../tests/create-test-events.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { createCatalogue } from '../seed/catalogue.ts';
import { createUpstash } from '../upstash/create-upstash.ts';
import { reviewCount } from './start-monolith.helper.ts';

type Service = { fetch(request: Request, env: never, context: never): Response | Promise<Response> };

const { default: member, PasswordHasher } = await import('../../services/member/worker.ts');
const { default: order } = await import('../../services/order/worker.ts');

const identity = await createTestIdentity([
  ...['product-service', 'pricing-service', 'review-service', 'member-service', 'order-service'],
]);

/** Encrypts the personal data of orders. */
export const orderKeys = JSON.stringify({
  current: 'a',
  keys: { a: new Uint8Array(32).fill(7).toBase64() },
});

/**
 * Starts the owners of the rows behind the operators' API, in this process. They have most of the seeded reviews, as a shop that was imported
 * before, and nothing else.
 */
export async function startOwners(products: number) {
  const upstash = await createUpstash({ engine: 'embedded', dataDirectory: '', token: 'local' });
  const inventory = await createInventory({});
  const events = createTestEvents();
  const hasher = new PasswordHasher({} as never, {});
  const memberSettings = {
    ...{
      MEMBER_KEYS: addMemberKey('test'),
      PASSWORD_COST: '4',
      ORIGIN: 'https://shop.example',
      PROVIDER: 'local',
    },
    PASSWORD_HASHER: { getByName: () => hasher },
    MOVES: 'open',
  };
  const open = (name: string, service: Service, settings: object = {}) => {
    const database = createSqliteDatabase(`${import.meta.dir}/../../services/${name}/migrations`);
    const env = {
      ...identity.settings,
      ...settings,
      IDENTITY_KEY: identity.keys.own[`${name}-service`],
      ...{ DB: database, EVENTS: events.EVENTS, OPERATOR_TOKEN: 'secret', LOG_LEVEL: 'off' },
      ...{ UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token },
    };
    const binding: Binding = {
      fetch: async (request) => service.fetch(request, env as never, events.context as never),
    };
    return { database, binding, env };
  };
  const owners = {
    member: open('member', member, memberSettings),
    order: open('order', order, { MOVES: 'open', ORDER_KEYS: orderKeys }),
    product: open('product', product),
    pricing: open('pricing', pricing),
    review: open('review', review),
  };
  Object.assign(owners.review.env, { MEMBER: owners.member.binding });
  await seedReviews(
    owners.review.database,
    createCatalogue(undefined, products).reviews.slice(0, reviewCount - 250),
  );
  const env = {
    MEMBER: owners.member.binding,
    ORDER: owners.order.binding,
    PRODUCT: owners.product.binding,
    PRICING: owners.pricing.binding,
    REVIEW: owners.review.binding,
    INVENTORY: {
      async fetch(request: Request) {
        const { pathname, search } = new URL(request.url);
        const body = request.method === 'PUT' ? await request.json() : undefined;
        const answer = await inventory.request(pathname + search, { method: request.method, body });
        await inventory.settle();
        return answer;
      },
    },
    ...{ OPERATOR_TOKEN: 'secret', LOG_LEVEL: 'off' },
  };
  const hooks: { onPut?: (() => void) | undefined } = {};
  const server = Bun.serve({
    ...{ port: 0, hostname: '127.0.0.1' },
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const asked = new Request(`http://worker${pathname.replace('/api/operator', '')}${search}`, request);
      const answer = await operator.fetch(asked, env, events.context as never);
      if (request.method === 'PUT') hooks.onPut?.();
      return answer;
    },
  });
  return {
    url: server.url.origin,
    events,
    /** Called after each request that stored rows. */
    hooks,
    members: owners.member,
    orders: owners.order,
    /** Asks a service as a member. */
    async askAs(memberId: string, slice: 'order' | 'review', path: string, body?: object) {
      const token = await identity.tokenFor({ member: memberId, audience: [slice] });
      const answer = await owners[slice].binding.fetch(
        new Request(`http://worker${path}`, {
          method: body ? 'POST' : 'GET',
          headers: { [headers.identity]: token, 'content-type': 'application/json' },
          body: body ? JSON.stringify(body) : null,
        }),
      );
      return { status: answer.status, body: await answer.json() };
    },
    /** Hands the events that were published to the review service. */
    async deliver() {
      await events.settle();
      const messages = events.taken.splice(0).map((body) => ({ id: body.id, body, ack() {}, retry() {} }));
      await review.queue({ messages } as never, owners.review.env as never);
    },
    review: owners.review.database.sqlite,
    product: owners.product.database.sqlite,
    pricing: owners.pricing.database.sqlite,
    async close() {
      await server.stop(true);
      await upstash.close();
    },
  };
}
