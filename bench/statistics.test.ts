import { describe, expect, test } from 'bun:test';
import { percentile, toLine, toSample } from './statistics.ts';

describe('a sample', () => {
  test('has the median, the smallest and the greatest run', () => {
    expect(toSample([30, 10, 20])).toEqual({ median: 20, min: 10, max: 30, runs: [30, 10, 20] });
  });

  test('of an even count has the median between the two middle runs', () => {
    expect(toSample([4, 1, 2, 10]).median).toBe(3);
  });

  test('without runs is an error', () => {
    expect(() => toSample([])).toThrow(RangeError);
  });
});

describe('a percentile', () => {
  test('sorts by number instead of text, and does not change the given values', () => {
    const values = [100, 9, 80];
    expect(percentile(values, 50)).toBe(80);
    expect(values).toEqual([100, 9, 80]);
  });

  test('is between the two nearest values', () => {
    expect(percentile([0, 10], 95)).toBe(9.5);
    expect(percentile([0, 10], 0)).toBe(0);
    expect(percentile([0, 10], 100)).toBe(10);
  });
});

describe('the fitted line', () => {
  test('goes through points that are on one line', () => {
    const line = toLine([
      [1, 5],
      [2, 7],
      [4, 11],
    ]);
    expect(line.slope).toBeCloseTo(2);
    expect(line.start).toBeCloseTo(3);
    expect(line.fit).toBeCloseTo(1);
  });

  test('has a lower fit for points on a curve', () => {
    const { fit } = toLine([1, 2, 4, 8, 16, 32, 64].map((x) => [x, x * x]));
    expect(fit).toBeLessThan(0.96);
  });

  test('needs points at more than one place', () => {
    expect(() => toLine([[1, 2]])).toThrow(RangeError);
  });
});
