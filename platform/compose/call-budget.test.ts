import { expect, test } from 'bun:test';
import { type Answer, createSliceBench, html } from './create-slice-bench.helper.ts';

const names = Array.from({ length: 60 }, (_, index) => `f${index}`);
const slotOf = (name: string) => ({ fragment: `shop/${name}`, fallback: () => `no ${name}` }) as const;
const last = names.at(-1) as string;
const sixty = {
  ...Object.fromEntries(names.map((name) => [name, slotOf(name)])),
  [last]: { ...slotOf(last), primary: true },
};
const shared = { 'cache-control': 's-maxage=60' };
const answers = (answer: (name: string) => Answer) =>
  Object.fromEntries(names.map((name) => [name, answer(name)]));
const shownIn = (text: string) => names.filter((name) => text.includes(`>${name}</jb-fragment>`));

test('a page of sixty fragments makes thirty calls: the primary fragment first, then in the order of the layout', async () => {
  const bench = createSliceBench(
    answers((name) => () => html(name)),
    { callsPerPage: 30 },
  );
  const { status, text } = await bench.open(sixty);
  expect(status).toBe(200);
  expect(bench.asked).toHaveLength(30);
  expect(shownIn(text)).toEqual([...names.slice(0, 28), last]);
  expect(text).toContain('no f28');
  const reasons = new Set(bench.reports[0]?.fragments.map(({ reason, breaker }) => `${reason} ${breaker}`));
  expect([...reasons].sort()).toEqual(['over-budget closed', 'undefined closed']);
  expect(bench.warnings).toEqual([]);
});

test('the browser finds in the page what it has to fetch afterwards', async () => {
  const bench = createSliceBench(
    answers((name) => () => html(name)),
    { callsPerPage: 30 },
  );
  const { text } = await bench.open(sixty);
  const late = [...text.matchAll(/<jb-fragment [^>]*data-src="([^"]+)"[^>]* data-late[ >]/g)];
  expect(late.map(([, src]) => src)).toEqual(names.slice(28, 59).map((name) => `/_fragments/shop/${name}`));
});

test('the next pages show the copies of the first one, and spend their calls on the others', async () => {
  const bench = createSliceBench(
    answers((name) => () => html(name, shared)),
    { callsPerPage: 30 },
  );
  for (const shown of [29, 59, 60]) expect(shownIn((await bench.open(sixty)).text)).toHaveLength(shown);
  expect(bench.asked.length).toBe(61);
});

test('a second try leaves a call for each fragment that waits for a manifest', async () => {
  const few = names.slice(0, 4);
  const slots = Object.fromEntries(few.map((name) => [name, slotOf(name)]));
  for (const [calls, tries] of [
    [5, 1],
    [6, 2],
  ] as const) {
    const bench = createSliceBench(
      answers((name) => () => html(name, {}, name === 'f0' ? 500 : 200)),
      { callsPerPage: calls },
    );
    const { text } = await bench.open(slots);
    expect(shownIn(text)).toEqual(few.slice(1));
    expect(bench.asked.filter((path) => path === '/fragments/f0')).toHaveLength(tries);
  }
});

test('all fragments of a slice that answers batches cost one call', async () => {
  const bench = createSliceBench(
    answers((name) => () => html(name)),
    { callsPerPage: 1 },
  );
  bench.manifest.batches = true;
  const { text } = await bench.open(sixty);
  expect(shownIn(text)).toEqual(names);
});

test('a slice that is not known, and has no call left for its manifest, is asked by the browser', async () => {
  const bench = createSliceBench(
    answers((name) => () => html(name)),
    { callsPerPage: 0 },
  );
  const { status, text } = await bench.open({ a: slotOf('f0') }, { params: { id: '1&2' } });
  expect({ status, asked: bench.asked, warnings: bench.warnings }).toEqual({
    status: 200,
    asked: [],
    warnings: [],
  });
  expect(text).toContain('data-src="/_fragments/shop/f0?id=1%262"');
  expect(text).toContain('data-late>no f0<');
  expect(bench.reports[0]?.fragments[0]?.reason).toBe('over-budget');
});
