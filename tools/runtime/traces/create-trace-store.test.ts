import { expect, test } from 'bun:test';
import { answerTraces } from './answer-traces.ts';
import { createTraceStore } from './create-trace-store.ts';
import type { Report } from './recorded.ts';

const id = (digit: string) => digit.repeat(32);
const line = (worker: string, trace: string, span: string, more: object = {}) => ({
  ...{ at: 1_050, level: 'log' as const },
  text: JSON.stringify({ worker, method: 'GET', path: '/', status: 200, ms: 50, trace, span, ...more }),
});
const report = (request: string, logs: Report['logs'], stores: Report['stores'] = []): Report => ({
  ...{ request, hop: `${request}-${logs.length}`, logs, stores },
});
const ask = (store: ReturnType<typeof createTraceStore>, path: string) =>
  answerTraces(store, new URL(path, 'http://counter')) as Response;

test('the reports of a request become one trace, whose store calls belong to the span that was open', () => {
  const store = createTraceStore();
  store.add(
    report(
      'r1',
      [line('price-service', id('a'), 's2', { parent: 's1' })],
      [{ at: 1_010, kind: 'd1', what: 'SELECT', ms: 4 }],
    ),
  );
  store.add(report('r1', [line('shell', id('a'), 's1')]));
  expect(store.find(id('a'))).toMatchObject({
    spans: [
      { worker: 'price-service', parent: 's1', started: 1_000 },
      { worker: 'shell', span: 's1' },
    ],
    stores: [{ kind: 'd1', what: 'SELECT', started: 1_010, ms: 4, parent: 's2' }],
  });
  expect(store.list()).toMatchObject([{ trace: id('a'), spans: 2, stores: 1, path: '/', faults: 0 }]);
  expect(store.calls()).toEqual([{ from: 'shell', to: 'price-service', count: 1 }]);
});

test('a store call belongs to the service among the tiers of one worker, though other spans are shorter', () => {
  const store = createTraceStore();
  const [call] = [{ at: 1_010, kind: 'd1', what: 'SELECT', ms: 4 }] as const;
  const all = [
    line('review-service', id('a'), 's3', { parent: 's2', ms: 45 }),
    line('review-frontend', id('a'), 's2', { ms: 41 }),
  ];
  store.add(report('r1', all, [call]));
  expect(store.find(id('a'))?.stores).toMatchObject([{ parent: 's3' }]);
});

test('the calls of forgotten traces still count, and their traces are gone', async () => {
  const store = createTraceStore(1);
  const logs = [line('shell', id('a'), 's1'), line('cart-frontend', id('a'), 's2', { parent: 's1' })];
  store.add(report('r1', logs));
  store.add(report('r2', [line('shell', id('b'), 's3')]));
  expect(store.calls()).toEqual([{ from: 'shell', to: 'cart-frontend', count: 1 }]);
  const answer = ask(store, `/traces?trace=${id('a')}`);
  expect(answer.status).toBe(404);
  expect((await answer.json()).detail).toContain('is older, or its id is wrong');
});

test('requests of the console are not kept, so they push out no page', () => {
  const store = createTraceStore(1);
  store.add(report('r1', [line('shell', id('a'), 's1', { path: '/' })]));
  for (const path of ['/_dev', '/_dev/traces.json', '/_dev/console.css'])
    store.add(report(`console ${path}`, [line('shell', id('b'), 's2', { path })]));
  expect(store.list()).toMatchObject([{ trace: id('a'), path: '/' }]);
});

test('an id in another form is named as one', async () => {
  const answer = ask(createTraceStore(), '/traces?trace=no-trace');
  expect((await answer.json()).detail).toStartWith('no-trace is no trace id');
});

test('log lines can be filtered by trace and level', async () => {
  const store = createTraceStore();
  const error = { at: 1, level: 'error' as const, text: JSON.stringify({ trace: id('a'), error: 'broken' }) };
  store.add(report('r1', [line('shell', id('a'), 's1'), error]));
  store.add(report('r2', [line('shell', id('b'), 's2')]));
  const read = async (query: string) => (await ask(store, `/logs${query}`).json()) as { text: string }[];
  expect(await read('')).toHaveLength(3);
  expect(await read(`?trace=${id('a')}&level=error`)).toMatchObject([{ text: error.text }]);
  expect(ask(store, `/logs?trace=${id('c')}`).status).toBe(404);
});

test('the content of pages is counted by fragment, with the breaker that the newest page saw', async () => {
  const store = createTraceStore();
  const page = (trace: string, source: string, breaker: string, milliseconds: number) => {
    const fragments = [{ fragment: 'pricing/price', slot: 'price', source, breaker, milliseconds }];
    return { at: 1, level: 'log' as const, text: JSON.stringify({ page: '/', trace, fragments }) };
  };
  store.add(report('r1', [page(id('a'), 'fresh', 'closed', 10)]));
  store.add(report('r2', [page(id('b'), 'fallback', 'open', 30)]));
  expect(await ask(store, '/fragments').json()).toMatchObject([
    { fragment: 'pricing/price', breaker: 'open', sources: { fresh: 1, fallback: 1 }, slowest: 30 },
  ]);
});
