import { expect, test } from 'bun:test';
import { createKeys } from '@jogakbo/edge/create-keys';
import { sealReleaseMap } from '@jogakbo/edge/seal-release-map';
import { createCloudflare } from './cloudflare.ts';
import type { PlannedUpload } from './plan.ts';
import { findReleasing } from './stage-version.ts';

const keys = await createKeys(['shell'], 'test');
const about = { stable: {}, since: '2026-11-26T00:00:00Z', by: 'mina', why: 'test' };
const map = await sealReleaseMap(
  { number: 1, slices: { cart: { ...about, canary: { workers: {}, percent: 0 } }, menu: about } },
  keys.own.shell as string,
);

/** An account with a release map; none if `value` is null. */
async function find(slice: string, { isNew = false, value = map as string | null } = {}) {
  const server = Bun.serve({
    port: 0,
    fetch({ url }) {
      if (url.includes('/values/'))
        return value === null
          ? Response.json({ success: false, errors: [] }, { status: 404 })
          : new Response(value);
      const namespaces = [{ id: 'n', title: 'jogakbo-shell-releases' }];
      return Response.json({ success: true, result: url.includes('/namespaces') ? namespaces : [] });
    },
  });
  const cloudflare = createCloudflare({ api: server.url.origin, accountId: 'a', token: 't' });
  const upload = { candidate: { worker: { slice } }, isNew } as PlannedUpload;
  const target = { environment: undefined, origin: 'http://shop.example' };
  return findReleasing(cloudflare, target, [upload]).finally(() => server.stop(true));
}

test('a deploy finds a slice whose canary it would push out of the deployment', async () => {
  expect(await find('cart')).toBe('cart');
  expect(await find('menu')).toBeUndefined();
  expect(await find('cart', { isNew: true })).toBeUndefined();
  expect(await find('cart', { value: null })).toBeUndefined();
  expect(await find('cart', { value: 'broken' })).toBeUndefined();
});
