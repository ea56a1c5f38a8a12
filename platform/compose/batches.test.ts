import { describe, expect, test } from 'bun:test';
import { batchType } from '@jogakbo/contracts/fragment-batch';
import type { ComposerOptions } from './composer-options.ts';
import { type Answer, createSliceBench, html } from './create-slice-bench.helper.ts';

const slotOf = (name: string) =>
  ({ fragment: `shop/${name}`, deadline: 500, fallback: () => `no ${name}` }) as const;
const three = { a: slotOf('a'), b: slotOf('b'), c: slotOf('c') };
const shared = { 'cache-control': 's-maxage=60, stale-while-revalidate=600' };
const never = () => new Promise<Response>(() => {});

/** A slice that answers batches. */
function createBench(
  more: Record<string, Answer> = {},
  headers: Record<string, string> = {},
  options: Partial<ComposerOptions> = {},
) {
  const answers = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, () => html(name, headers)]));
  const bench = createSliceBench({ ...answers, ...more }, options);
  bench.manifest.batches = true;
  return bench;
}

const namesOf = ({ fragments }: { fragments: { path: string }[] }) =>
  fragments.map(({ path }) => path.slice('/fragments/'.length));

describe('a slice that answers batches', () => {
  test('brings its manifest and all its fragments to a new isolate in one answer', async () => {
    const bench = createBench();
    const { text } = await bench.open(three);
    for (const name of ['a', 'b', 'c']) expect(text).toContain(`>${name}<`);
    expect(text.slice(0, text.indexOf('</head>'))).toContain('<style>css</style>');
    expect(bench.asked).toEqual(['/fragments.json']);
    expect(bench.batches.map(namesOf)).toEqual([['a', 'b', 'c']]);
    expect(bench.warnings).toEqual([]);
  });

  test('brings all its fragments in one answer when its manifest is known, without the manifest', async () => {
    const bench = createBench();
    await bench.open(three);
    await bench.open(three);
    expect(bench.batches.map(({ known }) => known)).toEqual([[''], ['v1']]);
    expect(bench.asked).toHaveLength(2);
  });

  test('is asked for each fragment alone by a composer that does not join calls', async () => {
    const bench = createBench({}, {}, { batching: undefined });
    const { text } = await bench.open(three);
    for (const name of ['a', 'b', 'c']) expect(text).toContain(`>${name}<`);
    expect(bench.asked).toEqual(['/fragments.json', '/fragments/a', '/fragments/b', '/fragments/c']);
    expect([bench.batches, bench.warnings]).toEqual([[], []]);
  });

  test('is asked for a single fragment by its own path', async () => {
    const bench = createBench();
    await bench.open(three);
    await bench.open({ a: three.a });
    expect(bench.asked).toEqual(['/fragments.json', '/fragments/a']);
  });

  test('is asked only for fragments without a fresh copy', async () => {
    const bench = createBench({ b: () => html('b', shared), c: () => html('c', shared) });
    await bench.open({ b: three.b });
    await bench.open(three);
    expect(bench.batches.map(namesOf)).toEqual([['b'], ['a', 'c']]);
    bench.asked.length = 0;
    await bench.open({ b: three.b, c: three.c });
    expect(bench.asked).toEqual([]);
  });

  test('renews all old copies of a page in one request', async () => {
    const bench = createBench({}, shared);
    await bench.open(three);
    await bench.clock.advance(100_000);
    const { text } = await bench.open(three);
    expect(text).toContain('>a<');
    expect(bench.batches.map(namesOf)).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  test.each([0, 1])(
    'shows its other fragments in time if one hangs, with %p earlier pages',
    async (earlier) => {
      const bench = createBench({ b: never });
      for (let page = 0; page < earlier; page++) await bench.open({ a: three.a });
      const { text, firstByte } = await bench.open({ ...three, a: { ...three.a, primary: true } });
      expect(firstByte).toBeLessThanOrEqual(10);
      for (const shown of ['>a<', '>c<', 'no b']) expect(text).toContain(shown);
      const reasons = bench.reports.at(-1)?.fragments.map(({ reason }) => reason);
      expect(reasons).toEqual([undefined, 'timeout', undefined]);
    },
  );

  test('ends the request when nothing of it is needed any longer', async () => {
    const bench = createBench({ b: never, c: never });
    await bench.open({ a: three.a });
    await bench.open({ b: three.b, c: three.c });
    expect(bench.batches.at(-1)?.request.signal.aborted).toBe(true);
  });

  test('has a breaker for each fragment', async () => {
    const bench = createBench({ b: () => html('', {}, 500) });
    for (let page = 0; page < 8; page++) await bench.open(three);
    expect(bench.reports.at(-1)?.fragments.map(({ breaker }) => breaker)).toEqual([
      'closed',
      'open',
      'closed',
    ]);
    expect(bench.batches.at(-1) && namesOf(bench.batches.at(-1) as never)).toEqual(['a', 'c']);
  });

  test('is asked once more for the fragments that an answer lacks because it was cut off', async () => {
    const bench = createBench();
    await bench.open({ a: three.a });
    const { answer } = bench.manifest;
    let cut = true;
    bench.manifest.answer = (request) => {
      if (!cut) return answer(request);
      cut = false;
      throw new Error('the connection was lost');
    };
    const { text } = await bench.open(three);
    for (const name of ['a', 'b', 'c']) expect(text).toContain(`>${name}<`);
    expect(bench.asked.slice(1)).toEqual(['/fragments.json', '/fragments/a', '/fragments/b', '/fragments/c']);
  });

  test('loses only the fragment with which the whole request fails', async () => {
    const bench = createBench({ b: () => html('', {}, 500) });
    await bench.open({ a: three.a });
    const { answer } = bench.manifest;
    bench.manifest.answer = (request) => {
      if (request.url.includes('b%22')) throw new Error('the server fell over');
      return answer(request);
    };
    for (let page = 0; page < 8; page++) {
      const { text } = await bench.open(three);
      for (const shown of ['>a<', 'no b', '>c<']) expect(text).toContain(shown);
    }
    expect(bench.batches.at(-1) && namesOf(bench.batches.at(-1) as never)).toEqual(['a', 'c']);
  });

  test('brings the manifest of a new version with the fragments of that version', async () => {
    let version = 'v1';
    const answers = ['a', 'b'].map((name): [string, Answer] => [
      name,
      () => html(`${name} ${version}`, { 'x-jogakbo-version': version }),
    ]);
    const bench = createBench(Object.fromEntries(answers));
    const { answer } = bench.manifest;
    bench.manifest.answer = async (request) => {
      const manifest = await (await answer(request)).json();
      return Response.json({
        ...manifest,
        version,
        stylesheet: { content: `css ${version}`, hash: `sha256-${version}` },
      });
    };
    const two = { a: three.a, b: three.b };
    await bench.open(two);
    version = 'v2';
    const { text } = await bench.open(two);
    for (const shown of ['>a v2<', '>b v2<', 'css v2']) expect(text).toContain(shown);
    expect(bench.asked).toEqual(['/fragments.json', '/fragments.json']);
    await bench.open(two);
    expect(bench.batches.at(-1)?.known).toEqual(['v2', 'v1']);
  });

  test('is asked for each fragment alone after an older version answers that knows no batches', async () => {
    const bench = createBench();
    await bench.open(three);
    bench.manifest.batches = false;
    bench.asked.length = 0;
    const { text } = await bench.open(three);
    for (const name of ['a', 'b', 'c']) expect(text).toContain(`>${name}<`);
    const alone = ['/fragments/a', '/fragments/b', '/fragments/c'];
    expect(bench.asked).toEqual(['/fragments.json', ...alone]);
    await bench.open(three);
    expect(bench.asked).toEqual(['/fragments.json', ...alone, ...alone]);
  });

  test('answers too much for one fragment: only that fragment is lost', async () => {
    const bench = createBench({ b: () => html('x'.repeat(600 * 1024)) });
    const { text } = await bench.open(three);
    for (const shown of ['>a<', '>c<', 'no b']) expect(text).toContain(shown);
    expect(bench.reports[0]?.fragments[1]?.reason).toBe('oversized');
  });

  test('is asked for each fragment alone after it answers a batch with something else', async () => {
    const bench = createBench();
    await bench.open(three);
    for (const body of [
      '',
      '{"part":0}\n',
      'nonsense\n',
      '{"part":0,"status":200,"headers":{},"length":9}\na',
    ]) {
      const { answer } = bench.manifest;
      bench.manifest.batches = false;
      bench.manifest.answer = () => new Response(body, { headers: { 'content-type': batchType } });
      const { status, text } = await bench.open(three);
      expect(status).toBe(200);
      expect(text).toContain('>b<');
      bench.manifest.answer = answer;
      bench.composer.clear();
      bench.manifest.batches = true;
      await bench.open(three);
    }
  });
});

test('the parameters of a confidential page go only to fragments that declare them', async () => {
  const bench = createBench();
  const { text } = await bench.open(three, { params: { token: 'secret' } }, { confidential: true });
  expect(text).toContain('>a<');
  expect(bench.batches.map(({ known }) => known)).toEqual([['v1']]);
  expect(bench.batches.map(namesOf)).toEqual([['a', 'b', 'c']]);
});

describe('the identity in a batch', () => {
  const token = { 'x-jogakbo-identity': 'token' };
  const asker = { identity: async () => token };
  const sentTo = ({ request }: { request: Request }) => request.headers.get('x-jogakbo-identity');

  test('is for the personal fragments, and they are asked together with the others', async () => {
    const bench = createBench();
    bench.manifest.personal = ['b'];
    await bench.open(three);
    await bench.open(three, asker);
    expect(bench.batches.map(sentTo)).toEqual([null, 'token']);
    expect(bench.batches[1]?.fragments.map(({ path, identified }) => [path.at(-1), identified])).toEqual(
      expect.arrayContaining([
        ['a', false],
        ['b', true],
        ['c', false],
      ]),
    );
  });

  test('goes to a slice that is not known yet only for slots that are declared personal', async () => {
    const bench = createBench();
    bench.manifest.personal = ['b'];
    await bench.open({ ...three, b: { ...three.b, personal: true } }, asker);
    expect(bench.batches.map(sentTo)).toEqual(['token']);
    expect(bench.batches[0]?.fragments.map(({ identified }) => identified)).toEqual([false, true, false]);
    expect(bench.asked).toEqual(['/fragments.json']);
  });

  test('goes to a slot that is personal with a parameter only if the page has it', async () => {
    const bench = createBench();
    bench.manifest.personal = ['b'];
    const slots = { ...three, b: { ...three.b, personal: true, personalWith: 'open' } };
    const query = ['open'];
    await bench.open(slots, asker, { query });
    await bench.open(slots, { ...asker, params: { open: 'yes' } }, { query });
    bench.composer.clear();
    await bench.open(slots, { ...asker, params: { open: 'yes' } }, { query });
    expect(bench.batches.map(sentTo)).toEqual([null, 'token', 'token']);
    await expect(bench.open(slots, asker)).rejects.toThrow('slot b: open is no query parameter');
  });

  test('is sent in a second request if the page did not declare the slot personal', async () => {
    const bench = createBench({ b: (request) => html(String(request.headers.get('x-jogakbo-identity'))) });
    bench.manifest.personal = ['b'];
    const { text } = await bench.open(three, asker);
    expect(text).toContain('>token<');
    expect(bench.batches.map(sentTo)).toEqual([null]);
    expect(bench.asked).toEqual(['/fragments.json', '/fragments/b']);
  });

  test('that takes long holds back the other fragments of the slice by at most 10 ms', async () => {
    const bench = createBench();
    bench.manifest.personal = ['b'];
    await bench.open(three);
    const slow = { identity: () => bench.clock.wait(300).then(() => token) };
    const { firstByte, text } = await bench.open({ ...three, a: { ...three.a, primary: true } }, slow);
    expect(firstByte).toBeLessThanOrEqual(20);
    for (const name of ['a', 'b', 'c']) expect(text).toContain(`>${name}<`);
    expect(bench.asked.slice(1)).toEqual(['/fragments.json', '/fragments/b']);
  });
});
