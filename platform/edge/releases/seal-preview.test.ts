import { expect, test } from 'bun:test';
import { createKeys } from '../identity/create-keys.ts';
import { openPreview, sealPreview } from './seal-preview.ts';
import { sealReleaseMap } from './seal-release-map.ts';

const now = Date.parse('2026-11-26T00:00:00Z');
const preview = {
  slice: 'cart',
  workers: { 'jogakbo-cart': { id: '00000000-0000-4000-8000-000000000001', build: 'b1' } },
};
const until = now + 60_000;
const { own, all } = await createKeys(['shell', 'cart'], 'test');
const shell = own.shell as string;

test('a preview is opened until it ends', async () => {
  const text = await sealPreview(preview, shell, until);
  expect(await openPreview(text, all, now)).toEqual({ ...preview, until });
  expect(await openPreview(text, all, until - 1_000)).toEqual({ ...preview, until });
  expect(await openPreview(text, all, until)).toBeUndefined();
});

test('a preview that the shell’s key did not sign is none', async () => {
  const foreign = (await createKeys(['shell'], 'test')).own.shell as string;
  const [head, , signature] = (await sealPreview(preview, shell, until)).split('.');
  const body = Buffer.from(JSON.stringify({ preview: { ...preview, slice: 'menu' }, exp: until })).toString(
    'base64url',
  );
  for (const text of [
    await sealPreview(preview, foreign, until),
    await sealPreview(preview, own.cart as string, until),
    await sealReleaseMap({ number: 1, slices: {} }, shell),
    await sealPreview({ ...preview, workers: { 'x y': { id: 'none' } } }, shell, until),
    `${head}.${body}.${signature}`,
    `${Buffer.from('{"alg":"none","typ":"preview"}').toString('base64url')}.${body}.`,
    '',
  ])
    expect(await openPreview(text, all, now)).toBeUndefined();
});
