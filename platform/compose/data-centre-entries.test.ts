import { expect, test } from 'bun:test';
import { createSliceBench, html } from './create-slice-bench.helper.ts';
import { createDataCentre } from './data-centre.ts';

const times = { madeAt: 2_000_000, freshUntil: 9e15, staleUntil: 9e15, errorUntil: 9e15 };
const copy = { html: '<p>kept</p>', version: 'v1', status: 200 };
const manifest = {
  ...{ slice: 'shop', version: 'v1' },
  fragments: { a: { params: [], personal: false, island: false, refreshOn: [] } },
};
const key = 'shop@v1/fragments/a ko';

/** Opens a page in a new isolate whose store has this entry and this frame, then ends a tag. */
async function open(kept: unknown, frame: unknown = { at: 1_000_000, manifests: [manifest] }) {
  const read = async (name: string) =>
    JSON.stringify(name.startsWith('frame') ? frame : { copies: [[key, kept]] });
  const bench = createSliceBench(
    { a: () => html('<p>asked</p>') },
    { dataCentre: createDataCentre({ read, write: async () => {} }) },
  );
  const { status, text } = await bench.open({ a: { fragment: 'shop/a' } });
  bench.composer.expire('tag');
  return { status, shown: text.match(/<p>(\w+)<\/p>/)?.[1] };
}

test('a copy of the store is shown, also if its manifest leaves out what has a default', async () => {
  expect(await open({ copy, tags: ['tag'], ...times })).toEqual({ status: 200, shown: 'kept' });
});

test.each<unknown>([
  null,
  {},
  { copy, tags: 1, ...times },
  { copy, tags: [1], ...times },
  { copy: { ...copy, html: 1 }, tags: [], ...times },
  { copy: { ...copy, status: 500 }, tags: [], ...times },
  { copy, tags: [], ...times, freshUntil: '9' },
])('the entry %j of another version of the engine is ignored', async (kept) => {
  expect(await open(kept)).toEqual({ status: 200, shown: 'asked' });
});

test.each([null, {}, { at: 'x', manifests: [manifest] }, { at: 1_000_000, manifests: [null] }])(
  'the frame %j of another version of the engine is ignored',
  async (frame) => expect(await open({ copy, tags: [], ...times }, frame)).toMatchObject({ status: 200 }),
);
