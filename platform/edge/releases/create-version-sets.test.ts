import { expect, test } from 'bun:test';
import { ReleaseMap } from '@jogakbo/contracts/release-map';
import * as v from 'valibot';
import { createVersionSets } from './create-version-sets.ts';

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
const about = { by: 'mina', why: 'test', since: '2026-11-26T00:00:00.000Z' };
const began = Date.parse(about.since);
const later = began + 2 * 60 * 60 * 1_000;

/** The face of cart has a canary at `percent`; the service of pricing was promoted. */
function createMap(percent: number) {
  return v.parse(ReleaseMap, {
    number: 3,
    slices: {
      cart: {
        ...about,
        stable: { 'jogakbo-cart': { id: id(1), build: 'b1' }, 'jogakbo-cart-service': { id: id(2) } },
        canary: { percent, workers: { 'jogakbo-cart': { id: id(3), build: 'b3' } } },
      },
      pricing: {
        ...about,
        stable: { 'jogakbo-pricing-service': { id: id(4) } },
        previous: { 'jogakbo-pricing-service': { id: id(5) } },
      },
    },
  });
}

test('each arm names one version of each worker of a release under way', () => {
  const service = `jogakbo-cart-service="${id(2)}"`;
  const canary = createVersionSets(createMap(100), later).choose('a');
  expect(canary).toMatchObject({ header: `jogakbo-cart="${id(3)}", ${service}`, arms: { cart: 'canary' } });
  expect(canary.buildOf('cart')).toBe('b3');
  const stable = createVersionSets(createMap(0), later).choose('a');
  expect(stable).toMatchObject({ header: `jogakbo-cart="${id(1)}", ${service}`, arms: { cart: 'stable' } });
  expect(stable.buildOf('cart')).toBe('b1');
  expect(stable.buildOf('menu')).toBeUndefined();
});

test('calls name the stable versions for an hour after a change', () => {
  const service = `jogakbo-pricing-service="${id(4)}"`;
  expect(createVersionSets(createMap(0), began).choose('a').header).toContain(service);
  expect(createVersionSets(createMap(0), later).choose('a').header).not.toContain(service);
});

test('a face is a variant for its own slice, and a service for every slice', () => {
  const canary = createVersionSets(createMap(100), later).choose('a');
  const stable = createVersionSets(createMap(0), later).choose('a');
  expect(canary.variantOf('cart')).not.toBe(stable.variantOf('cart'));
  expect(canary.variantOf('menu')).toBe(stable.variantOf('menu'));
  const other = createMap(0);
  (other.slices.pricing as { stable: object }).stable = { 'jogakbo-pricing-service': { id: id(6) } };
  expect(createVersionSets(other, later).choose('a').variantOf('menu')).not.toBe(stable.variantOf('menu'));
  expect(createVersionSets({ number: 0, slices: {} }, later).choose('a').variantOf('menu')).toBeUndefined();
});

test('visitors get the stable version while the canary is away', () => {
  const sets = createVersionSets(createMap(100), later);
  expect(sets.choose('a', (slice, arm) => slice === 'cart' && arm === 'canary').arms).toEqual({
    cart: 'stable',
  });
  expect(sets.choose('a').arms).toEqual({ cart: 'canary' });
  expect(sets.of(sets.choose('a').header as string)?.buildOf('cart')).toBe('b3');
});

test('what a page fetches has the build of the page while it can be reached', () => {
  const of = (build: string, percent: number, isAway?: (slice: string, arm: string) => boolean) =>
    createVersionSets(createMap(percent), later).choose('a', isAway, build).buildOf('cart');
  expect([of('b3', 0), of('b1', 100), of('b1', 0), of('b3', 100)]).toEqual(['b3', 'b1', 'b1', 'b3']);
  expect([of('b9', 100), of('b9', 0)]).toEqual(['b3', 'b1']);
  expect(of('b3', 0, (_, arm) => arm === 'canary')).toBe('b1');

  const promoted = createMap(0);
  const cart = promoted.slices.cart as (typeof promoted.slices)[string];
  promoted.slices.cart = {
    ...about,
    stable: { ...cart.stable, ...cart.canary?.workers },
    previous: { 'jogakbo-cart': { id: id(1), build: 'b1' } },
  };
  const sets = createVersionSets(promoted, later);
  const old = sets.choose('a', undefined, 'b1');
  expect(old.header).toBe(`jogakbo-cart="${id(1)}", jogakbo-cart-service="${id(2)}"`);
  expect(old.variantOf('cart')).not.toBe(sets.choose('a').variantOf('cart'));
  expect(sets.choose('a', (_, arm) => arm === 'previous', 'b1').buildOf('cart')).toBe('b3');
});

test('a page keeps its arm if both arms have its build, as only a service is released', () => {
  const map = createMap(100);
  const canary = { percent: 100, workers: { 'jogakbo-cart-service': { id: id(7) } } };
  map.slices.cart = { ...(map.slices.cart as (typeof map.slices)[string]), canary };
  const { header } = createVersionSets(map, later).choose('a', undefined, 'b1');
  expect(header).toContain(`jogakbo-cart-service="${id(7)}"`);
});

test('a preview wins over every arm, and its slice may have no release', () => {
  const sets = createVersionSets(createMap(100), later);
  const workers = { 'jogakbo-cart': { id: id(8), build: 'b8' } };
  const set = sets.choose('a', undefined, 'b1', { slice: 'cart', workers });
  expect(set.header).toBe(`jogakbo-cart="${id(8)}", jogakbo-cart-service="${id(2)}"`);
  expect(set.buildOf('cart')).toBe('b8');
  expect(set.variantOf('cart')).not.toBe(sets.choose('a').variantOf('cart'));
  expect(sets.choose('a').buildOf('cart')).toBe('b3');
  const none = createVersionSets({ number: 0, slices: {} }, later);
  expect(none.choose('a', undefined, undefined, { slice: 'cart', workers }).header).toBe(
    `jogakbo-cart="${id(8)}"`,
  );
});

test('a file leads to the version that has it', () => {
  const sets = createVersionSets(createMap(0), later);
  expect(sets.toHeader('cart', 'b3')).toBe(`jogakbo-cart="${id(3)}"`);
  expect(sets.toHeader('cart', 'b9')).toBeUndefined();
  expect(sets.toHeader('menu', 'b1')).toBeUndefined();
});

test('visitors need an id only while a release is under way', () => {
  expect(createVersionSets(createMap(5), later).releasing).toBe(true);
  expect(createVersionSets(createMap(0), later).releasing).toBe(false);
});
