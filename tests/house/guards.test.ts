import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { headers } from '@jogakbo/contracts/fragment';
import { listWorkers } from '../../tools/workers.ts';
import '../mock-workers.helper.ts';
import { createTestIdentity } from '../create-test-identity.helper.ts';

/** In a token of the shell, `member` is a member, and `asker` is a visitor or a member. `anyone` needs no token. */
type Caller = 'operator' | 'member' | 'asker' | 'order-service' | 'services' | 'anyone';

/** The allowed caller of each route that changes data. A new route needs a line here. */
const callers: Record<string, Record<string, Caller>> = {
  audit: { 'POST /pruning': 'operator' },
  category: { 'PUT /categories': 'operator' },
  cart: {
    'POST /cart/items': 'asker',
    'PUT /cart/items/1': 'asker',
    'POST /cart/removals': 'asker',
    'DELETE /cart/remainder': 'asker',
    'PUT /cart/orders/o1': 'order-service',
    'DELETE /cart/orders/o1': 'order-service',
  },
  events: {
    'POST /events': 'services',
    'POST /dead-letters/replay': 'operator',
    'POST /dead-letters/1/replay': 'operator',
    'DELETE /dead-letters/1': 'operator',
    'DELETE /dead-letters?before=1': 'operator',
  },
  inventory: {
    'POST /reservations': 'order-service',
    'POST /confirmations': 'order-service',
    'POST /releases': 'order-service',
    'POST /items/1/restock': 'operator',
    'PUT /stocks': 'operator',
    'PUT /moves': 'operator',
  },
  member: {
    'PUT /me': 'member',
    'PUT /me/password': 'member',
    'POST /me/leaving': 'member',
    'POST /me/addresses': 'member',
    'PUT /me/addresses/1': 'member',
    'DELETE /me/addresses/1': 'member',
    'POST /me/sessions': 'member',
    'DELETE /me/sessions': 'member',
    'POST /me/confirmation': 'member',
    'POST /me/grants': 'member',
    'DELETE /me/grants/c1': 'member',
    'POST /api-clients': 'operator',
    'DELETE /api-clients/1': 'operator',
    'PUT /api-clients/1/webhook': 'operator',
    'DELETE /api-clients/1/webhook': 'operator',
    'PUT /moves': 'operator',
    // These callers have no account yet, are not logged in, or send a token from a mail or a cookie.
    'POST /members': 'anyone',
    'POST /sessions': 'anyone',
    'DELETE /session': 'anyone',
    'POST /confirmations': 'anyone',
    'POST /password-resets': 'anyone',
    'PUT /password-resets': 'anyone',
    // Clients of `/api/v1` send a code or a token.
    'POST /tokens': 'anyone',
    'POST /revocations': 'anyone',
  },
  menu: { 'PUT /menu': 'operator' },
  order: {
    'POST /orders': 'member',
    'POST /orders/o1/draft': 'member',
    'POST /orders/o1/cancellation': 'member',
    'POST /drafts': 'member',
    'POST /drafts/d1/quotes': 'member',
    'PUT /moves': 'operator',
    // For callers whose session has ended. It seals their input, and stores nothing.
    'POST /forms': 'anyone',
  },
  payment: {
    'POST /payments': 'order-service',
    'POST /payments/o1/capture': 'order-service',
    'POST /payments/o1/refund': 'order-service',
    // Toss sends webhooks without a token. The service reads the payment again from Toss.
    'POST /webhooks/toss': 'anyone',
  },
  pricing: {
    'PUT /prices/1': 'operator',
    'PUT /prices': 'operator',
    'PUT /moves': 'operator',
    'PUT /coupons': 'operator',
    'POST /redemptions': 'order-service',
    'DELETE /redemptions/o1': 'order-service',
    // Computes a price, and stores nothing.
    'POST /quotes': 'anyone',
  },
  product: { 'PUT /products/1': 'operator', 'PUT /products': 'operator', 'PUT /moves': 'operator' },
  review: {
    'PUT /reviews': 'operator',
    'PUT /moves': 'operator',
    'POST /products/1/reviews': 'member',
    'DELETE /products/1/reviews/own': 'member',
  },
  search: { 'POST /index': 'operator', 'PUT /spellings': 'operator' },
  transport: {
    'POST /shipments': 'order-service',
    'POST /shipments/o1/cancellation': 'order-service',
    'POST /shipments/o1/delivery': 'operator',
  },
};

const services = (await listWorkers()).filter(({ kind }) => kind === 'service');
const { settings, tokenFor } = await createTestIdentity(['order-service', 'category-service']);

test('every route of a service that changes data is in the table', () => {
  for (const { slice, directory } of services) {
    const sources = [...new Bun.Glob('*.ts').scanSync(directory)]
      .filter((name) => !/\.(test|helper)\.ts$/.test(name))
      .map((name) => readFileSync(`${directory}/${name}`, 'utf8'));
    const found = sources.flatMap((source) => [
      ...source.matchAll(/\bapp\.(post|put|delete|patch|on|all)\(\s*(?:'([^']*)'|([\w.]+))/g),
    ]);
    // The audit's other routes are inside a Durable Object, which only its own worker can call.
    const routes = slice === 'audit' ? found.slice(-1) : found;
    expect({ slice, routes: routes.length }).toEqual({
      slice,
      routes: Object.keys(callers[slice] ?? {}).length,
    });
  }
});

describe.each(Object.entries(callers))('%s', async (slice, routes) => {
  const directory = services.find((service) => service.slice === slice)?.directory;
  const { default: app } = await import(`${directory}/worker.ts`);
  const env = { ...settings, OPERATOR_TOKEN: 'secret', PAYMENT_PROVIDER: 'local', LOG_LEVEL: 'off' };
  const context = { waitUntil() {}, passThroughOnException() {} };

  const refuses: Record<Exclude<Caller, 'anyone'>, (string | undefined)[]> = {
    operator: [undefined, 'shell', 'category-service'],
    member: [undefined, 'category-service'],
    asker: [undefined, 'category-service'],
    'order-service': [undefined, 'shell', 'category-service'],
    services: [undefined, 'shell'],
  };

  test.each(Object.entries(routes).filter(([, caller]) => caller !== 'anyone'))(
    'the route %s accepts only: %s',
    async (route, caller) => {
      const [method = '', path] = route.split(' ');
      for (const issuer of refuses[caller as Exclude<Caller, 'anyone'>]) {
        const token =
          issuer &&
          (await tokenFor({ issuer, member: 'm1', visitor: 'v-0123456789-0123456789', audience: [slice] }));
        const request = new Request(`http://worker${path}`, {
          method,
          headers: { 'content-type': 'application/json', ...(token ? { [headers.identity]: token } : {}) },
          body: '{}',
        });
        const { status } = await app.fetch(request, env, context);
        expect({ issuer, refused: status === 401 || status === 403, status }).toMatchObject({
          issuer,
          refused: true,
        });
      }
    },
  );
});
