import { expect, test } from 'bun:test';
import { type Answer, offerLoad } from './offer-load.ts';
import { medianLatency, secondsToNormal, toGoodput } from './overload.ts';

const answers = (took: (at: number) => number, status: (at: number) => number = () => 200): Answer[] =>
  Array.from({ length: 400 }, (_, index) => index * 10).map((at) => ({
    at,
    took: took(at),
    status: status(at),
  }));

test('goodput counts the successful answers that ended in the period', () => {
  expect(
    toGoodput(
      answers(() => 5),
      1_000,
      2_000,
    ),
  ).toBe(100);
  expect(
    toGoodput(
      answers(
        () => 5,
        (at) => (at % 20 === 0 ? 503 : 200),
      ),
      1_000,
      2_000,
    ),
  ).toBe(50);
  expect(
    toGoodput(
      answers(() => 10_000),
      1_000,
      2_000,
    ),
  ).toBe(0);
});

test('the median uses requests that were due in the period and were answered with pages', () => {
  const slowAtFirst = answers(
    (at) => (at < 1_000 ? 500 : 7),
    (at) => (at % 20 === 0 ? 503 : 200),
  );
  expect(medianLatency(slowAtFirst, 0, 1_000)).toBe(500);
  expect(medianLatency(slowAtFirst, 1_000, 4_000)).toBe(7);
  expect(
    medianLatency(
      answers(
        () => 1,
        () => 503,
      ),
      0,
      4_000,
    ),
  ).toBe(Number.POSITIVE_INFINITY);
});

test('the recovery ends with the first second in which most answers are quick', () => {
  const slowUntil = (end: number) => answers((at) => (at < end ? 500 : 7));
  expect(secondsToNormal(slowUntil(0), 1_000, 4_000, 20)).toBe(0);
  expect(secondsToNormal(slowUntil(2_500), 1_000, 4_000, 20)).toBe(1.1);
  expect(secondsToNormal(slowUntil(3_700), 1_000, 4_000, 20)).toBe(3);
  expect(
    secondsToNormal(
      answers(
        () => 7,
        () => 503,
      ),
      1_000,
      4_000,
      20,
    ),
  ).toBe(3);
});

test('a load keeps its rate while there are no answers', async () => {
  let asked = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const load = offerLoad(async () => {
    asked += 1;
    if (asked === 30) resolve();
    await promise;
    if (asked > 30) throw new Error('refused');
    return 200;
  }, [
    { rate: 100, seconds: 0.1 },
    { rate: 1_000, seconds: 0.03 },
  ]);
  const answered = await load;
  expect(answered.map(({ at }) => at).slice(0, 3)).toEqual([0, 10, 20]);
  expect(answered).toHaveLength(40);
  expect(answered.at(-1)).toMatchObject({ at: 129, status: 0 });
});
