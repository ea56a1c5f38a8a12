import { describe, expect, test } from 'bun:test';
import * as v from 'valibot';
import {
  DomainEvent,
  type DomainEventType,
  domainEventTypes,
  EventBatch,
  toCacheTags,
} from './domain-events.ts';

const lines = [{ productId: '1', itemId: '10', quantity: 2 }];
const order = { orderId: 'o1', memberId: 'm1', lines };
const data: { [Type in DomainEventType]: object } = {
  'product.changed': { productId: '1' },
  'price.changed': { productId: '1' },
  'stock.changed': { productId: '1', itemId: '10', available: 3, revision: 7 },
  'review.written': { productId: '1', reviewId: 'r1' },
  'review.changed': { productId: '1', reviewId: 'r1' },
  'review.withdrawn': { productId: '1', reviewId: 'r1' },
  'order.placed': order,
  'order.confirmed': order,
  'order.cancelled': order,
  'order.delivered': order,
  'shipment.delivered': { orderId: 'o1' },
  'member.signed-up': { memberId: 'm1' },
  'member.left': { memberId: 'm1' },
  'access.denied': { resource: 'order', id: 'o2', member: 'm1' },
};
const toEvent = (type: DomainEventType, changes: object = {}) => ({
  id: '019b2c3d-0000-7000-8000-000000000001',
  type,
  time: 1_557_882_000_000,
  source: 'test-service',
  data: data[type],
  ...changes,
});

describe('an event', () => {
  test.each(domainEventTypes)('%s stays the same when it is parsed, and loses undeclared fields', (type) => {
    const event = toEvent(type);
    const chatty = { ...event, name: '홍길동', data: { ...event.data, phone: '010-0000-0000' } };
    expect(v.parse(DomainEvent, chatty) as unknown).toEqual(event);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'nonsense'],
    ['an unknown type', toEvent('price.changed', { type: 'price.guessed' })],
    ['no data', toEvent('price.changed', { data: undefined })],
    ['data of another type', toEvent('price.changed', { data: data['order.placed'] })],
    ['an id that is no UUID', toEvent('price.changed', { id: '1' })],
    ['a time in words', toEvent('price.changed', { time: 'now' })],
  ])('is refused if it is or has %s', (_, event) => {
    expect(v.is(DomainEvent, event)).toBeFalse();
    expect(v.is(EventBatch, { events: [toEvent('price.changed'), event] })).toBeFalse();
  });
});

test.each<[DomainEventType, string[]]>([
  ['product.changed', ['product-1']],
  ['price.changed', ['price-1']],
  ['stock.changed', ['stock-10', 'stock-1']],
  ['review.written', ['review-1']],
  ['order.delivered', []],
  ['access.denied', []],
])('%s ends the copies with the tags %p', (type, tags) => {
  expect(toCacheTags(v.parse(DomainEvent, toEvent(type)))).toEqual(tags);
});
