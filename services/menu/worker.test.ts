import { describe, expect, test } from 'bun:test';
import type { Problem } from '@jogakbo/contracts/problem';
import fc from 'fast-check';
import * as v from 'valibot';
import { startClock } from '../../tests/start-clock.helper.ts';
import { Campaign, LinkList, OpenLinks, paths } from './contract.ts';
import { isOpen } from './is-open.ts';
import seeded from './links.json';
import worker from './worker.ts';

const name = { ko: '이름', en: 'Name' };
const page = { title: name, text: name, notes: [], selection: { badge: 'rocket' } };
const good = { id: 'rocket', name, window: null, page };

describe('the links that come with the shop', () => {
  test('are nine on the day of the reference page, in the order of that page', async () => {
    const { links } = await openService('2019-05-15T10:00:00+09:00', seeded.links).read(
      paths.links,
      OpenLinks,
    );
    expect(links.map(({ name }) => name.ko)).toEqual([
      ...['로켓배송', '로켓직구', '가정의 달', '골드박스', '정기배송'],
      ...['이벤트/쿠폰', '기획전', '기프트카드', '여행/티켓'],
    ]);
  });

  test.each([
    ['2019-04-30T23:59:59+09:00', false],
    ['2019-05-01T00:00:00+09:00', true],
    ['2019-05-31T23:59:59+09:00', true],
    ['2019-06-01T00:00:00+09:00', false],
    ['2031-05-15T00:00:00+09:00', true],
  ])('hold the family month and its page at %s: %p', async (now, open) => {
    const { ask, read } = openService(now, seeded.links);
    const { links } = await read(paths.links, OpenLinks);
    expect(links.some(({ id }) => id === 'family-month')).toBe(open);
    expect((await ask(paths.campaign('family-month'))).status).toBe(open ? 200 : 404);
  });

  test('each lead to a page that exists, on days all over the year', async () => {
    for (const month of ['01', '05', '08', '12']) {
      const { ask, read } = openService(`2026-${month}-20T10:00:00+09:00`, seeded.links);
      const { links } = await read(paths.links, OpenLinks);
      expect(links.length).toBeGreaterThanOrEqual(8);
      for (const { id, path } of links) {
        expect(path).toBe(`/campaigns/${id}`);
        v.parse(Campaign, await (await ask(paths.campaign(id))).json());
      }
    }
  });
});

describe('a link to something that the shop does not sell yet', () => {
  test.each(['subscription', 'gift-cards', 'travel'])('says so, and shows something else: %s', async (id) => {
    const service = openService('2019-05-15T10:00:00+09:00', seeded.links);
    const { text, heading, selection } = await service.read(paths.campaign(id), Campaign);
    expect(text.ko).toMatch(/아직 .*(없어요|팔지 않아요)/);
    expect(text.en).toMatch(/We do not (sell|offer) .* yet/);
    expect(heading?.ko).toStartWith('대신');
    expect(heading?.en).toStartWith('Instead');
    expect(selection?.category).not.toStartWith('sports');
  });
});

describe('putting links', () => {
  test('stores all of them in their order', async () => {
    const { put, read } = openService();
    const links = [good, { id: 'toys', name, window: null, path: '/categories/toys?sort=newest' }];
    expect((await put(links)).status).toBe(200);
    expect(await read(paths.links, OpenLinks)).toEqual({
      links: [
        { id: 'rocket', name, path: '/campaigns/rocket' },
        { id: 'toys', name, path: '/categories/toys?sort=newest' },
      ],
    });
    expect((await read(paths.menu, LinkList)).links.map(({ id }) => id)).toEqual(['rocket', 'toys']);
    expect((await read(paths.campaign('rocket'), Campaign)).selection).toEqual({
      badge: 'rocket',
      sort: 'relevance',
    });
  });

  test.each<[string, unknown[]]>([
    ['two links of the same id', [good, good]],
    ['an id that is no slug', [{ ...good, id: 'Rocket!' }]],
    ['a link without an English name', [{ ...good, name: { ko: '이름' } }]],
    ['an empty name', [{ ...good, name: { ko: ' ', en: 'x' } }]],
    ['a link with neither path nor page', [{ ...good, page: undefined }]],
    ['a link with both path and page', [{ ...good, path: '/cart' }]],
    ['an address of another site', [{ ...good, page: undefined, path: 'https://elsewhere.example' }]],
    ['another site without a scheme', [{ ...good, page: undefined, path: '//elsewhere.example' }]],
    ['another site with a backslash', [{ ...good, page: undefined, path: '/\\elsewhere.example' }]],
    ['a script', [{ ...good, page: undefined, path: 'javascript:alert(1)' }]],
    [
      'a window that ends before it begins',
      [{ ...good, window: { from: '2019-05-02', until: '2019-05-01' } }],
    ],
    ['a window of two kinds of days', [{ ...good, window: { from: '05-01', until: '2019-05-31' } }]],
    ['a day that does not exist', [{ ...good, window: { from: '05-32', until: '06-01' } }]],
    ['an unknown badge', [{ ...good, page: { ...page, selection: { badge: 'moon' } } }]],
    ['more than 50 links', Array.from({ length: 51 }, (_, index) => ({ ...good, id: `link-${index}` }))],
  ])('refuses %s, and the links of before stay', async (_, links) => {
    const { put, read } = openService();
    await put([good]);
    const response = await put(links);
    expect([response.status, ((await response.json()) as Problem).errors?.length]).toEqual([
      422,
      expect.any(Number),
    ]);
    expect((await read(paths.links, OpenLinks)).links).toHaveLength(1);
  });

  test('never happened: there are no links and no campaigns', async () => {
    const { read, ask } = openService();
    expect((await read(paths.links, OpenLinks)).links).toEqual([]);
    expect((await ask(paths.campaign('rocket'))).status).toBe(404);
  });
});

test('a link with a path has no page of its own', async () => {
  const links = [{ id: 'toys', name, window: null, path: '/categories/toys' }];
  expect((await openService(undefined, links).ask(paths.campaign('toys'))).status).toBe(404);
});

describe('a window', () => {
  test.each([
    [{ from: '2019-05-01', until: '2019-05-01' }, '2019-05-01', true],
    [{ from: '2019-05-01', until: '2019-05-31' }, '2020-05-15', false],
    [{ from: '02-29', until: '02-29' }, '2020-02-29', true],
    [{ from: '02-29', until: '02-29' }, '2019-03-01', false],
  ])('%o on %s is open: %p', (window, day, open) => expect(isOpen(window, day)).toBe(open));

  test('that spans the end of the year is open on exactly the days outside the rest of the year', () => {
    const day = fc
      .integer({ min: 0, max: 364 })
      .map((days) => new Date(Date.UTC(2019, 0, 1 + days)).toISOString().slice(5, 10));
    fc.assert(
      fc.property(day, day, day, (from, until, today) => {
        fc.pre(from > until);
        const between = from > today && today > until;
        expect(isOpen({ from, until }, `2019-${today}`)).toBe(!between);
      }),
    );
  });
});

function openService(now = '2019-05-15T10:00:00+09:00', links?: unknown[]) {
  const kept = new Map<string, string>(links ? [['links', JSON.stringify({ links })]] : []);
  const LINKS = {
    get: async (key: string) => kept.get(key) ?? null,
    put: async (key: string, value: string) => void kept.set(key, value),
  };
  const env = { LINKS: LINKS as never, LOG_LEVEL: 'off', ...startClock(now), OPERATOR_TOKEN: 'secret' };
  const ask = async (path: string, init?: RequestInit) => worker.request(path, init, env);
  return {
    ask,
    async read<Value>(path: string, schema: v.GenericSchema<unknown, Value>): Promise<Value> {
      return v.parse(schema, await (await ask(path)).json());
    },
    put: (links: unknown[]) =>
      ask(paths.menu, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', authorization: 'Bearer secret' },
        body: JSON.stringify({ links }),
      }),
  };
}
