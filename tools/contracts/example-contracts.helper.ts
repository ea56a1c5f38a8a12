import * as v from 'valibot';
import { type Contract, emptyContract } from './contract.ts';
import { toAccepted, toSent } from './json-schema.ts';

/** A contract in few words. */
export type Sketch = {
  answer?: v.GenericSchema;
  body?: v.GenericSchema;
  query?: v.GenericSchema;
  header?: v.GenericSchema;
  method?: string;
  path?: string;
  status?: string;
  params?: v.GenericSchema;
  fragment?: string | null;
  event?: v.GenericSchema;
  eventType?: string;
  tags?: string[];
  headers?: Record<string, string>;
  route?: null;
};

/** The contract of the slice `stock`, which offers one route, one fragment and one event. */
export function toProvider(sketch: Sketch): Contract {
  const {
    answer = v.unknown(),
    body,
    query,
    header,
    method = 'GET',
    path = '/stock',
    status = '200',
  } = sketch;
  const {
    params = v.object({}),
    fragment = 'level',
    event = v.object({}),
    eventType = 'stock.changed',
  } = sketch;
  const inputs = Object.entries({ json: body, query, header }).flatMap(([part, schema]) =>
    schema ? [[part, toAccepted(schema)] as const] : [],
  );
  const contract = emptyContract('stock');
  contract.offers = {
    routes:
      sketch.route === null
        ? []
        : [
            {
              ...{ worker: 'stock-service', method, path, inputs: Object.fromEntries(inputs) },
              answers: { [status]: toSent(answer) },
            },
          ],
    fragments:
      fragment === null ? [] : [{ worker: 'stock-frontend', name: fragment, params: toAccepted(params) }],
    events: [{ worker: 'stock-service', type: eventType, data: toSent(event) }],
    tags: sketch.tags ?? ['stock-{}'],
    headers: sketch.headers ?? { version: 'x-version' },
  };
  return contract;
}

/** The contract of the slice `cart`, which was released when the provider was as in the sketch, and uses all of it. */
export function toConsumer(sketch: Sketch): Contract {
  const provider = toProvider(sketch);
  const contract = emptyContract('cart');
  contract.needs = {
    routes: provider.offers.routes.map(({ method, path, inputs }) => ({
      ...{ worker: 'cart-bff', of: 'stock-service', method, path, sends: inputs },
      reads: toAccepted(sketch.answer ?? v.unknown()),
    })),
    fragments: provider.offers.fragments.map(({ name, params }) => ({
      ...{ worker: 'cart-shell', of: 'stock-frontend', name, sends: params },
    })),
    events: provider.offers.events.map(({ type }) => ({
      ...{ worker: 'cart-service', type, reads: toAccepted(sketch.event ?? v.object({})) },
    })),
    tags: provider.offers.tags.map((tag) => ({ worker: 'cart-shell', event: 'stock.changed', tag })),
    headers: provider.offers.headers,
  };
  return contract;
}
