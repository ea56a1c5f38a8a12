import { describe, expect, test } from 'bun:test';
import type { ArrivalView } from '@jogakbo/transport-bff/contract';
import fc from 'fast-check';
import { toSharing } from './to-sharing.ts';
import worker from './worker.ts';

const reference: ArrivalView = {
  ...{ service: 'rocket', region: 'capital', arrival: '2019-05-16', daysAhead: 1, orderBefore: 0 },
  ...{ turnsIn: 50_400_000, freeFrom: 19_800, freeReturn: true, free: false, soldOut: false },
};

describe('the promise', () => {
  test('has the words of the reference page', async () => {
    expect(await read(reference)).toBe(
      '내일(목) 5/16 도착 보장 (서울·경기 기준) 로켓배송 상품 19,800원 이상 무료배송 무료배송 + 무료반품',
    );
    expect(await read(reference, 'en')).toBe(
      'Arrives tomorrow (Thu) 5/16, guaranteed (Seoul·Gyeonggi) Free Rocket delivery from ₩19,800 Free delivery + free returns',
    );
  });

  test.each<[Partial<ArrivalView>, string, string]>([
    [
      { arrival: '2019-05-15', daysAhead: 0 },
      '오늘(수) 5/15 도착 보장',
      'Arrives today (Wed) 5/15, guaranteed',
    ],
    [
      { arrival: '2019-05-17', daysAhead: 2 },
      '모레(금) 5/17 도착 보장',
      'Arrives the day after tomorrow (Fri) 5/17, guaranteed',
    ],
    [{ arrival: '2019-05-20', daysAhead: 5 }, '5/20(월) 도착 보장', 'Arrives Mon 5/20, guaranteed'],
    [{ arrival: '2020-01-01', daysAhead: 1 }, '내일(수) 1/1 도착 보장', 'tomorrow (Wed) 1/1'],
    [{ arrival: '2020-02-29', daysAhead: 1 }, '내일(토) 2/29 도착 보장', 'tomorrow (Sat) 2/29'],
    [{ service: 'standard', freeReturn: false }, '내일(목) 5/16 도착 예정', 'Expected tomorrow (Thu) 5/16'],
    [{ region: 'jeju' }, '(제주 기준)', '(Jeju)'],
  ])('with %o has the words %s', async (change, korean, english) => {
    expect(await read({ ...reference, ...change })).toContain(korean);
    expect(await read({ ...reference, ...change }, 'en')).toContain(english);
  });

  test('is not made for a sold-out item', async () => {
    const soldOut = await read({ ...reference, soldOut: true });
    expect(soldOut).toStartWith('품절되어 지금은 배송할 수 없어요');
    expect(soldOut).not.toContain('도착');
    expect(await read({ ...reference, soldOut: true }, 'en')).not.toContain('Arrives');
  });

  test('expires on an event about the stock of the item, or of any item of the product', async () => {
    expect((await ask(reference)).headers.get('cache-tag')).toBe('stock-183485417');
    const first = await ask(reference, 'ko', { fragment: 'arrival?product=51862822' });
    expect(first.headers.get('cache-tag')).toBe('stock-51862822');
  });

  test('names only the free parts of delivery', async () => {
    const standard = await read({ ...reference, service: 'standard', freeReturn: false });
    expect(standard).toEndWith('(서울·경기 기준) 19,800원 이상 무료배송');
    expect(await read({ ...reference, service: 'rocket-overseas' })).toContain('로켓직구 상품 19,800원');
    expect(await read({ ...reference, free: true })).toContain('무료배송 (하나만 사도 무료)');
    expect(await read({ ...reference, free: null })).not.toContain('하나만');
  });
});

describe('sharing', () => {
  test('ends with the promise, for copies of any age', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90_000_000 }),
        fc.constantFrom(true, false, null),
        (turnsIn, free) => {
          const { maxAge, staleWhileRevalidate = 0, staleIfError = 0 } = toSharing({ turnsIn, free });
          expect(Math.min(maxAge, staleWhileRevalidate, staleIfError)).toBeGreaterThanOrEqual(0);
          expect(1_000 * (maxAge + Math.max(staleWhileRevalidate, staleIfError))).toBeLessThanOrEqual(
            turnsIn,
          );
        },
      ),
    );
  });

  test('is short even long before the cut-off, and shorter without a price', async () => {
    expect(toSharing(reference)).toEqual({ maxAge: 60, staleWhileRevalidate: 300, staleIfError: 50_339 });
    expect(toSharing({ turnsIn: 31_000, free: true })).toMatchObject({ maxAge: 30, staleWhileRevalidate: 0 });
    const answer = await ask({ ...reference, free: null });
    expect(answer.headers.get('cache-control')).toContain('max-age=1,');
  });
});

test.each([
  ['arrival?product=x', 200, 404],
  ['arrival', 200, 404],
  ['arrival?product=1', 404, 404],
  ['arrival?product=1', 503, 503],
])('if the BFF answers the request for %s with %d, the status is %d', async (fragment, status, expected) => {
  expect((await ask(reference, 'ko', { fragment, status })).status).toBe(expected);
});

async function read(view: ArrivalView, language = 'ko'): Promise<string> {
  const html = await (await ask(view, language)).text();
  expect(html).not.toMatch(/<[^>]*\s(style|on[a-z]+)=/);
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

async function ask(
  view: ArrivalView,
  language = 'ko',
  { fragment = 'arrival?product=51862822&item=183485417', status = 200 } = {},
): Promise<Response> {
  const BFF = { fetch: async () => Response.json(view, { status }) };
  const env = { BFF, ASSETS: BFF, LOG_LEVEL: 'off' };
  return worker.request(`/fragments/${fragment}`, { headers: { 'accept-language': language } }, env);
}
