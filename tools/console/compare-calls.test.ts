import { expect, test } from 'bun:test';
import { compareCalls } from './compare-calls.ts';

test('a call is marked if only the settings or only a trace has it', () => {
  const configured = [{ name: 'cart-bff', calls: ['cart-service', 'pricing-service'] }];
  const traced = [
    { from: 'cart-bff', to: 'cart-service', count: 3 },
    { from: 'cart-bff', to: 'member-service', count: 1 },
  ];
  expect(compareCalls(configured, traced)).toEqual([
    { from: 'cart-bff', to: 'cart-service', count: 3, state: 'both' },
    { from: 'cart-bff', to: 'member-service', count: 1, state: 'unbound' },
    { from: 'cart-bff', to: 'pricing-service', count: 0, state: 'unseen' },
  ]);
});
