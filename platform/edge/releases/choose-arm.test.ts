import { expect, test } from 'bun:test';
import type { SliceRelease } from '@jogakbo/contracts/release-map';
import fc from 'fast-check';
import { chooseArm, chooseGroup } from './choose-arm.ts';

const uuid = fc.uuid();
const visitors = Array.from({ length: 0x1_0000 }, (_, id) => id.toString(16).padStart(4, '0'));

function createRelease(id: string, percent: number): SliceRelease {
  const workers = { 'jogakbo-cart': { id, build: 'b2' } };
  const about = { since: '2026-11-26T00:00:00Z', by: 'mina', why: 'test' };
  return { stable: { 'jogakbo-cart': { id: crypto.randomUUID() } }, canary: { workers, percent }, ...about };
}
const inCanary = (release: SliceRelease, slice = 'cart') =>
  visitors.filter((visitor) => chooseArm(slice, release, visitor) === 'canary');

test('the canary gets its share of the visitors', () => {
  fc.assert(
    fc.property(uuid, fc.constantFrom(1, 5, 20, 50, 80), (id, percent) => {
      const share = percent / 100;
      // Six standard deviations: a correct hash misses this once in a billion runs.
      const most = 6 * Math.sqrt((share * (1 - share)) / visitors.length);
      const found = inCanary(createRelease(id, percent)).length / visitors.length;
      return Math.abs(found - share) < most;
    }),
    { numRuns: 20 },
  );
  expect(inCanary(createRelease(crypto.randomUUID(), 0))).toEqual([]);
  expect(inCanary(createRelease(crypto.randomUUID(), 100))).toEqual(visitors);
});

test('a visitor of the canary keeps it while the share rises, and always has the same arm', () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(uuid, percent, percent, fc.string(), (id, first, second, visitor) => {
      const [less, more] = [Math.min(first, second), Math.max(first, second)];
      const arm = chooseArm('cart', createRelease(id, less), visitor);
      expect(chooseArm('cart', createRelease(id, less), visitor)).toBe(arm);
      return arm === 'stable' || chooseArm('cart', createRelease(id, more), visitor) === 'canary';
    }),
  );
});

test('two releases choose their visitors independently', () => {
  const cart = new Set(inCanary(createRelease(crypto.randomUUID(), 50)));
  const both = inCanary(createRelease(crypto.randomUUID(), 50), 'pricing').filter((each) => cart.has(each));
  expect(both.length / visitors.length).toBeGreaterThan(0.23);
  expect(both.length / visitors.length).toBeLessThan(0.27);
});

test('a release without a canary has one arm', () => {
  const { canary: _, ...settled } = createRelease(crypto.randomUUID(), 50);
  expect(chooseArm('cart', settled, 'a')).toBe('stable');
});

test('the control has as many visitors as the canary, and none of them leaves it while the share rises to a half', () => {
  const id = crypto.randomUUID();
  const groupsAt = (percent: number) =>
    visitors.map((visitor) => chooseGroup('cart', createRelease(id, percent), visitor));
  const [few, many] = [groupsAt(5), groupsAt(50)];
  for (const [groups, percent] of [
    [few, 5],
    [many, 50],
  ] as const) {
    const count = (group: 'canary' | 'control') => groups.filter((each) => each === group).length;
    expect(count('canary') / visitors.length).toBeCloseTo(percent / 100, 1);
    expect(Math.abs(count('canary') / count('control') - 1)).toBeLessThan(0.15);
  }
  for (const [index, group] of few.entries()) if (group) expect(many[index]).toBe(group);
});
