import { expect, test } from 'bun:test';
import { createSliceBench, html } from './create-slice-bench.helper.ts';
import { type CopyStore, createDataCentre } from './data-centre.ts';
import { inline } from './test-frame.helper.ts';
import type { Visit } from './visit.ts';

const slots = { price: { fragment: 'shop/price', fallback: () => 'no price' } } as const;
const shared = { 'cache-control': 'max-age=60, stale-while-revalidate=600' };

/** A slice with two versions at once. The header `x-wanted` leads to one of them. */
function createReleasing(options: { batches?: boolean; store?: CopyStore; broken?: boolean } = {}) {
  const versionOf = ({ headers }: Request) => headers.get('x-wanted') ?? 'v1';
  let made = 0;
  const bench = createSliceBench(
    {
      price: (request) => {
        const version = versionOf(request);
        if (options.broken && version === 'v2') return html('broken', {}, 500);
        return html(`<b>${version} made ${++made}</b>`, { ...shared, 'x-jogakbo-version': version });
      },
    },
    options.store ? { dataCentre: createDataCentre(options.store) } : {},
  );
  bench.manifest.batches = options.batches ?? false;
  bench.manifest.answer = (request) =>
    Response.json({
      ...{ slice: 'shop', version: versionOf(request), remote: null },
      fragments: { price: { params: [], personal: false, island: false, refreshOn: [] } },
      stylesheet: inline(`css of ${versionOf(request)}`),
      ...(options.batches ? { batches: true } : {}),
    });
  return bench;
}

const to = (version: string): Partial<Visit> => ({
  headers: { 'x-wanted': version },
  variantOf: () => version,
});

test.each([false, true])(
  'pages of two variants by turns have nothing in common, batches: %p',
  async (batches) => {
    const { open, asked } = createReleasing({ batches });
    for (let turn = 0; turn < 3; turn++)
      for (const [version, other] of [
        ['v1', 'v2'],
        ['v2', 'v1'],
      ] as const) {
        const { text } = await open(slots, to(version));
        expect(text).toContain(`${version} made ${version === 'v1' ? 1 : 2}`);
        expect(text).toContain(`css of ${version}`);
        expect(text).not.toContain(other);
      }
    // One copy and one manifest for each variant.
    expect(asked.length).toBeLessThanOrEqual(4);
  },
);

test('a new isolate takes only copies of its variant from the data centre', async () => {
  const kept = new Map<string, string>();
  const store: CopyStore = {
    read: async (key) => kept.get(key),
    write: async (key, text) => void kept.set(key, text),
  };
  const first = createReleasing({ store });
  await first.open(slots, to('v1'));
  await first.clock.advance(0);
  const second = createReleasing({ store });
  expect((await second.open(slots, to('v2'))).text).toContain('v2 made 1');
  expect((await second.open(slots, to('v1'))).text).toContain('v1 made 1');
});

test('a broken variant does not stop the calls of the other one', async () => {
  const { open } = createReleasing({ broken: true });
  for (let visit = 0; visit < 8; visit++) expect((await open(slots, to('v2'))).text).toContain('no price');
  expect((await open(slots, to('v1'))).text).toContain('v1 made 1');
});
