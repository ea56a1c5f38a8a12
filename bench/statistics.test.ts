import { describe, expect, test } from 'bun:test';
import { percentile, toLine, toSample } from './statistics.ts';

describe('a sample', () => {
  test('has the middle run, the least and the greatest', () => {
    expect(toSample([30, 10, 20])).toEqual({ median: 20, min: 10, max: 30, runs: [30, 10, 20] });
  });

  test('of an even count has the middle between the two in the middle', () => {
    expect(toSample([4, 1, 2, 10]).median).toBe(3);
  });

  test('of nothing is an error, not a number', () => {
    expect(() => toSample([])).toThrow(RangeError);
  });
});

describe('a percentile', () => {
  test('sorts by number, not by text, and leaves the values as they are', () => {
    const values = [100, 9, 80];
    expect(percentile(values, 50)).toBe(80);
    expect(values).toEqual([100, 9, 80]);
  });

  test('lies between the two nearest values', () => {
    expect(percentile([0, 10], 95)).toBe(9.5);
    expect(percentile([0, 10], 0)).toBe(0);
    expect(percentile([0, 10], 100)).toBe(10);
  });
});

describe('a line', () => {
  test('goes through points that lie on one', () => {
    const line = toLine([
      [1, 5],
      [2, 7],
      [4, 11],
    ]);
    expect(line.slope).toBeCloseTo(2);
    expect(line.start).toBeCloseTo(3);
    expect(line.fit).toBeCloseTo(1);
  });

  test('fits points worse that bend', () => {
    const { fit } = toLine([1, 2, 4, 8, 16, 32, 64].map((x) => [x, x * x]));
    expect(fit).toBeLessThan(0.96);
  });

  test('takes more than one place', () => {
    expect(() => toLine([[1, 2]])).toThrow(RangeError);
  });
});
