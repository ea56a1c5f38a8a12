import { describe, expect, test } from 'bun:test';
import { listWorkers, tiersOf, type Worker } from '../workers.ts';
import type { Config, ConfiguredTier } from './config.ts';
import { join, joinWorkers } from './join-workers.ts';
import { toConfig } from './to-config.ts';

const tiers = await listWorkers();
const tier = (name: string) => tiers.find((each) => each.name === name) as Worker;

describe('a topology', () => {
  test('has every tier once', () => {
    const workers = joinWorkers('faces', tiers, '/tmp');
    const names = workers.flatMap(tiersOf).map(({ name }) => name);
    expect(names.toSorted()).toEqual(tiers.map(({ name }) => name).toSorted());
    expect(workers.find(({ name }) => name === 'cart')?.tiers).toEqual([
      tier('cart-frontend'),
      tier('cart-bff'),
    ]);
  });

  test('is refused if its name is unknown', () => {
    expect(() => joinWorkers('toString', tiers, '/tmp')).toThrow(
      'There is no topology toString. There are: tiers,',
    );
  });

  test('is refused with a tier in two workers', () => {
    expect(() => join({ a: ['cart-bff'], b: ['cart-bff'] }, tiers, '/tmp')).toThrow(
      'cart-bff would be in two workers: a and b.',
    );
  });

  test('is refused with a tier that does not exist', () => {
    expect(() => join({ a: ['cart-back'] }, tiers, '/tmp')).toThrow(
      'a would join cart-back, but there is no such tier.',
    );
  });
});

describe('the settings of a joined worker', () => {
  const configs = (changes: Record<string, Partial<Config>> = {}) =>
    new Map<string, ConfiguredTier>(
      tiers.map((tier) => {
        const config: Config = {
          ...{ name: `jogakbo-${tier.name}`, compatibility_date: '2026-11-16' },
          ...(tier.kind === 'frontend'
            ? {
                assets: { directory: 'dist/assets', binding: 'ASSETS' },
                services: [{ binding: 'BFF', service: `jogakbo-${tier.slice}-bff` }],
              }
            : {}),
          ...(tier.name === 'cart-bff'
            ? { services: [{ binding: 'CART', service: 'jogakbo-cart-service' }] }
            : {}),
          ...changes[tier.name],
        };
        return [config.name, { tier, config }];
      }),
    );
  const workers = joinWorkers('faces', tiers, '/tmp');
  const face = workers.find(({ name }) => name === 'cart') as Worker;
  const join = (changes?: Record<string, Partial<Config>>) => toConfig(face, workers, configs(changes));

  test('bind the tiers of other workers, and say which bindings each tier may see', () => {
    const { config, parts } = join();
    expect(config.services).toEqual([{ binding: 'CART_BFF__CART', service: 'jogakbo-cart-service' }]);
    expect(parts).toMatchObject({
      'cart-frontend': { prefix: 'CART_FRONTEND__', hidden: [], inside: { BFF: 'cart-bff' } },
      'cart-bff': { prefix: 'CART_BFF__', hidden: ['ASSETS'], inside: {} },
    });
  });

  test('of its callers name the entrypoint of each tier', () => {
    const shell = workers.find(({ kind }) => kind === 'shell') as Worker;
    const services = [
      { binding: 'CART_FRONTEND', service: 'jogakbo-cart-frontend' },
      { binding: 'CART_BFF', service: 'jogakbo-cart-bff' },
    ];
    const changed = configs({ shell: { main: 'shell/dist/worker/index.js', services } });
    expect(toConfig(shell, workers, changed).config.services).toEqual([
      { binding: 'CART_FRONTEND', service: 'jogakbo-cart' },
      { binding: 'CART_BFF', service: 'jogakbo-cart', entrypoint: 'Bff' },
    ]);
  });

  test.each([
    [
      'a store',
      { 'cart-bff': { d1_databases: [] } },
      'cart cannot join cart-bff: its wrangler.toml has d1_databases, which needs a worker of its own.',
    ],
    [
      'a queue',
      { 'cart-bff': { queues: {} } },
      'cart cannot join cart-bff: its wrangler.toml has queues, which needs a worker of its own.',
    ],
    [
      'another date',
      { 'cart-bff': { compatibility_date: '2026-11-17' } },
      'cart cannot join cart-bff: its compatibility_date differs from that of cart-frontend.',
    ],
    [
      'assets in both tiers',
      { 'cart-bff': { assets: { directory: 'x', binding: 'ASSETS' } } },
      'cart cannot join cart-frontend and cart-bff: each has assets.',
    ],
    [
      'a binding that no worker serves',
      { 'cart-bff': { services: [{ binding: 'GONE', service: 'jogakbo-gone' }] } },
      'cart-bff binds GONE to jogakbo-gone, which no worker serves.',
    ],
  ])('are refused with %s', (_, changes, sentence) => {
    expect(() => join(changes)).toThrow(sentence);
  });
});
