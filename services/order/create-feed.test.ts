import { expect, spyOn, test } from 'bun:test';
import { createFeed, type FeedState } from './create-feed.ts';

test('a stream sends each state once, and ends with the last', async () => {
  const { feed, set } = createWorld();
  const body = (await feed.follow('o1')) as ReadableStream<Uint8Array>;
  for (const state of ['PENDING', 'RESERVED', 'CANCELLED'] as const) {
    set('o1', state);
    await feed.changed('o1');
  }
  const text = await new Response(body).text();
  expect([...text.matchAll(/"state":"(\w+)"/g)].map(([, state]) => state)).toEqual([
    'PENDING',
    'RESERVED',
    'CANCELLED',
  ]);
  expect(text).toEndWith('event: end\ndata: CANCELLED\n\n');
});

test('streams of one order share each read, which also finds changes without a call of `changed`', async () => {
  const { feed, set, reads } = createWorld({ pollIntervalMs: 20 });
  const readers = await Promise.all([1, 2, 3].map(async () => (await feed.follow('o1'))?.getReader()));
  const opened = reads.length;
  expect(opened).toBe(3);
  await Promise.all(readers.map((reader) => reader?.read()));
  set('o1', 'RESERVED');
  const seen = await Promise.all(readers.map((reader) => reader?.read()));
  expect(seen.map((chunk) => new TextDecoder().decode(chunk?.value))).toEqual(
    seen.map(() => expect.stringContaining('RESERVED')),
  );
  // One read for each interval, not three.
  expect(reads.length - opened).toBeLessThan(3);
  await Promise.all(readers.map((reader) => reader?.cancel()));
  const before = reads.length;
  await Bun.sleep(60);
  expect(reads.length - before).toBeLessThanOrEqual(1);
});

test('the streams of an order read it when they open, and then together at most once every 3 s', async () => {
  const timers: [run: () => Promise<void>, milliseconds: number][] = [];
  const timer = spyOn(globalThis, 'setTimeout').mockImplementation(((...each: (typeof timers)[number]) =>
    timers.push(each)) as never);
  try {
    const { feed, reads } = createWorld();
    for (let each = 0; each < 3; each++) await feed.follow('o1');
    expect([reads.length, timers.length]).toEqual([3, 1]);
    for (let each = 0; each < 5; each++) await timers[each]?.[0]();
    expect(reads.length).toBe(3 + 5);
    expect(timers.map(([, milliseconds]) => milliseconds)).toEqual(Array(6).fill(3_000));
  } finally {
    timer.mockRestore();
  }
});

test('at most three streams are open; one that the browser left or that expired makes room', async () => {
  let now = 0;
  const { feed } = createWorld({ now: () => now, lifetime: 1_000 });
  const [first] = await Promise.all(['o1', 'o2', 'o1'].map((order) => feed.follow(order)));
  expect(await feed.follow('o1')).toBeUndefined();
  await first?.cancel();
  expect(await feed.follow('o1')).toBeDefined();
  expect(await feed.follow('o1')).toBeUndefined();
  // The other streams expire without being cancelled.
  now = 1_000;
  expect(await feed.follow('o1')).toBeDefined();
});

test('an order that cannot be read does not end its stream', async () => {
  const { feed, set } = createWorld();
  const reader = (await feed.follow('away'))?.getReader();
  set('away', 'DELIVERED');
  await feed.changed('away');
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('DELIVERED');
});

function createWorld(options: Partial<Parameters<typeof createFeed>[0]> = {}) {
  const states = new Map<string, FeedState>([
    ['o1', { state: 'PENDING', reason: null, version: 0 }],
    ['o2', { state: 'PENDING', reason: null, version: 0 }],
  ]);
  const reads: string[] = [];
  const feed = createFeed({
    async read(order) {
      reads.push(order);
      const found = states.get(order);
      if (!found) throw new Error('away');
      return found;
    },
    ...options,
  });
  return {
    feed,
    reads,
    set: (order: string, state: FeedState['state']) =>
      void states.set(order, { state, reason: null, version: (states.get(order)?.version ?? 0) + 1 }),
  };
}
