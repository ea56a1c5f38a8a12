import { describe, expect, test } from 'bun:test';
import { toCompleted } from './measure-faults.ts';
import { measureTouched, toDeploy } from './measure-touched.ts';
import { readPrograms } from './read-programs.ts';

const file = 'frontends/pricing/texts.ts';
const program = (slices: string[], sources: string[], bytes: number) => ({
  ...{ tiers: slices.map((slice) => `${slice}-frontend`), slices, bytes },
  sources: new Set(sources),
});

describe('a change of a text', () => {
  test('touches the programs whose code has it, with all of their bytes', async () => {
    const programs = [program(['pricing'], [file], 100), program(['cart'], ['frontends/cart/texts.ts'], 10)];
    expect((await measureTouched(programs)).coupon).toEqual({ files: 1, programs: 1, all: 2, bytes: 100 });
  });

  test('touches nothing where there is no such text', async () => {
    const programs = [program(['cart'], ['frontends/cart/texts.ts'], 10)];
    expect((await measureTouched(programs)).coupon).toBeNull();
  });

  test('touches one file of the monolith, and the whole program', async () => {
    const [monolith, ...others] = await readPrograms({});
    expect(others).toEqual([]);
    const touched = await measureTouched([monolith as NonNullable<typeof monolith>]);
    expect(touched['list price']).toEqual({
      files: 1,
      programs: 1,
      all: 1,
      bytes: monolith?.bytes as number,
    });
  });
});

test('a deploy of pricing restarts the other slices of its programs', () => {
  const joined = [program(['pricing', 'review', 'product'], [], 1), program(['cart'], [], 1)];
  expect(toDeploy(joined, null)).toEqual({ programs: 1, all: 2, others: 2, seconds: null });
});

test('the percentage of customers counts each stage by itself', () => {
  const whole = { browse: true, search: true, product: true, cart: true, order: true };
  expect(toCompleted([whole, { ...whole, order: false }])).toEqual({
    ...{ browse: 100, search: 100, product: 100, cart: 100, order: 50 },
  });
});
