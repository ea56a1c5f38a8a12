import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { toParameters } from '../../alone/playground/read-fragments.ts';
import { comparePictures } from './compare-pictures.ts';
import { judgePictures } from './judge-pictures.ts';
import { listPictures } from './list-pictures.ts';
import { readPictures, updatePictures, writeDifferences } from './picture-files.ts';
import { describeOrigin, describeUpdate, describeVerdict } from './picture-sentences.ts';
import { refusePictures } from './refuse-pictures.ts';

/** Makes a white picture with a red square of some pixels. */
function createPicture(width: number, height: number, square = 0): Buffer {
  const picture = new PNG({ width, height });
  picture.data.fill(255);
  for (let y = 0; y < square; y++)
    for (let x = 0; x < square; x++) picture.data.set([200, 30, 30], (y * width + x) * 4);
  return PNG.sync.write(picture);
}

describe('the comparison of two pictures', () => {
  test('finds no difference in pictures that show the same', () => {
    const picture = PNG.sync.read(createPicture(20, 10));
    const packed = PNG.sync.write(picture, { deflateLevel: 0 });
    expect(packed).not.toEqual(createPicture(20, 10));
    expect(comparePictures(packed, createPicture(20, 10))).toBeUndefined();
  });

  test('gives the share of the pixels that differ, and a picture of them', () => {
    const difference = comparePictures(createPicture(20, 10), createPicture(20, 10, 4));
    expect(difference).toMatchObject({ share: 16 / 200 });
    expect(difference?.sizes).toBeUndefined();
    const { data } = PNG.sync.read(difference?.picture as Buffer);
    expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
    expect([...data.subarray(10 * 4, 10 * 4 + 3)]).not.toEqual([255, 0, 0]);
  });

  test('sees another shade of a color', () => {
    const toShade = (red: number) => {
      const picture = new PNG({ width: 10, height: 10 });
      for (let at = 0; at < picture.data.length; at += 4) picture.data.set([red, 30, 30, 255], at);
      return PNG.sync.write(picture);
    };
    expect(comparePictures(toShade(200), toShade(190))?.share).toBe(1);
  });

  test('calls a picture of another size different, even if the new part is white', () => {
    expect(comparePictures(createPicture(20, 10), createPicture(20, 12))).toMatchObject({
      share: expect.any(Number),
      sizes: { kept: '20 × 10', taken: '20 × 12' },
    });
  });
});

const taken = new Map([
  ['price-answer', createPicture(20, 10)],
  ['price-empty', createPicture(20, 10, 4)],
  ['price-failed', createPicture(20, 10)],
  ['price-loading', createPicture(20, 10)],
]);
const kept = new Map([
  ['price-answer', createPicture(20, 10)],
  ['price-empty', createPicture(20, 10)],
  ['price-gone', createPicture(20, 10)],
  ['price-loading', Buffer.from('<<<<<<< HEAD')],
]);
const verdicts = judgePictures(kept, taken);

test('the pictures of a slice are the same, different, missing, unreadable or superfluous', () => {
  expect(verdicts.map(({ name, kind }) => [name, kind])).toEqual([
    ['price-answer', 'same'],
    ['price-empty', 'differs'],
    ['price-failed', 'missing'],
    ['price-loading', 'unreadable'],
    ['price-gone', 'superfluous'],
  ]);
});

test('each picture that fails has a sentence with its name', () => {
  expect(verdicts.map((verdict) => describeVerdict('pricing', verdict, false))).toEqual([
    undefined,
    '✗ pricing/price-empty differs in 8.00 % of its pixels.',
    '✗ pricing/price-failed has no kept picture.',
    '✗ pricing/price-loading cannot be read: its kept file is no PNG.',
    '✗ pricing/price-gone is a picture of a state that no longer exists.',
  ]);
  const larger = judgePictures(
    new Map([['a', createPicture(100, 99)]]),
    new Map([['a', createPicture(100, 100)]]),
  );
  expect(larger.map((verdict) => describeVerdict('pricing', verdict, true))).toEqual([
    expect.stringMatching(
      /^✗ pricing\/a differs in \d.*, and is 100 × 100 instead of 100 × 99\. The kept one was made with another Chromium or platform\.$/,
    ),
  ]);
});

test('the check says if pictures were made with another Chromium or on another platform', () => {
  const own = { chromium: '141.0', platform: 'linux x64' };
  expect(describeOrigin('pricing', own, own)).toBeUndefined();
  expect(describeOrigin('pricing', { ...own, chromium: '140.0' }, own)).toBe(
    'The pictures of pricing were made with Chromium 140.0 on linux x64. This is Chromium 141.0 on linux x64, so they may differ without an edit.',
  );
  expect(describeOrigin('pricing', { ...own, platform: 'darwin arm64' }, own)).toContain('darwin arm64');
  expect(describeOrigin('pricing', undefined, own)).toContain('does not say');
});

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-pictures-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('an update keeps what was taken, removes what is superfluous, and says both', async () => {
  const origin = { chromium: '141.0', platform: 'linux x64' };
  expect(await readPictures(`${folder}/kept`)).toEqual({ pictures: new Map(), origin: undefined });
  await updatePictures(`${folder}/kept`, judgePictures(new Map(), kept), kept, origin);
  expect(await readPictures(`${folder}/kept`)).toEqual({ pictures: kept, origin });
  await updatePictures(`${folder}/kept`, verdicts, taken, { ...origin, chromium: '142.0' });
  expect(await readPictures(`${folder}/kept`)).toEqual({
    ...{ pictures: taken, origin: { ...origin, chromium: '142.0' } },
  });
  expect(verdicts.map((verdict) => describeUpdate('pricing', verdict))).toEqual([
    undefined,
    '~ pricing/price-empty: written again, it differed in 8.00 % of its pixels.',
    '+ pricing/price-failed: new.',
    '~ pricing/price-loading: written again, the kept file was no PNG.',
    '- pricing/price-gone: removed, its state no longer exists.',
  ]);
});

test('new pictures that differ are written with their difference, and those of the last check are removed', async () => {
  await writeDifferences(`${folder}/results`, verdicts, taken);
  expect((await readdir(`${folder}/results`)).sort()).toEqual([
    ...['price-empty.difference.png', 'price-empty.png', 'price-failed.png', 'price-loading.png'],
  ]);
  await writeDifferences(`${folder}/results`, judgePictures(taken, taken), taken);
  expect(await readdir(`${folder}/results`).catch(() => [])).toEqual([]);
});

test('each state of a fragment has one picture with a name of its own', () => {
  const fragment = { slice: 'pricing', name: 'price', parameters: toParameters({}) };
  const pictures = listPictures([fragment, { ...fragment, name: 'unit' }]);
  expect(new Set(pictures.map(({ name }) => name)).size).toBe(36);
  expect(pictures[0]).toEqual({
    ...{ slice: 'pricing', name: 'price-answer-ko-360', width: 360 },
    path: '/show/pricing/price?_state=answer&_lang=ko',
  });
});

test.each([
  [{ pictures: true }, ['cart'], undefined],
  [{ pictures: true, update: true, only: 'failed' }, ['cart'], undefined],
  [{}, ['cart'], undefined],
  [{ pictures: true }, [], 'Name a slice'],
  [{ pictures: true }, ['cart', 'audit'], 'audit has no face'],
  [{ pictures: true, changed: true }, [], 'leave out --changed'],
  [{ pictures: true, fix: true }, ['cart'], 'leave out --fix'],
  [{ pictures: true, only: '' }, ['cart'], '--only needs'],
  [{ update: true }, ['cart'], '--update is for --pictures'],
  [{ only: 'price' }, ['cart'], '--only is for --pictures'],
])('the arguments %o with the slices %o are judged before anything starts', (values, slices, refusal) => {
  const refused = refusePictures(values, slices, ['cart', 'pricing']);
  if (refusal === undefined) expect(refused).toBeUndefined();
  else expect(refused).toContain(refusal);
});
