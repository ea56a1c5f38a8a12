import { expect, setSystemTime, test } from 'bun:test';
import type { ReleaseMap } from '@jogakbo/contracts/release-map';
import { sealReleaseMap } from '@jogakbo/edge/seal-release-map';
import { readSlot } from '../../tests/read-page.helper.ts';
import { page, startLegacies } from './start-legacies.helper.ts';

const { errors, start } = startLegacies();
const parts = '{"/products/:product":{"price":{"selector":"#price","ours":100}}}';

/** A shop before a program, with a release map that the test replaces. */
async function startReleasing() {
  const kept: { map: string | null } = { map: null };
  const RELEASES = { get: async () => kept.map } as unknown as string;
  const shop = await start(() => page('<p id="price">10원</p>'), {
    ...{ LEGACY_ROUTES: '{"*":0,"/products":100}', LEGACY_FRAGMENTS: parts, RELEASES },
  });
  let number = 0;
  const release = async (takeover: Partial<ReleaseMap['takeover']>) => {
    const about = { since: new Date().toISOString(), by: 'mina', why: 'test' };
    const map = { number: ++number, slices: {}, takeover: { routes: {}, parts: {}, ...about, ...takeover } };
    kept.map = await sealReleaseMap(map, shop.ownKey);
    // The copy of the map is older than five seconds then.
    setSystemTime(Date.now() + 10_000);
  };
  const isOurs = async (path: string, arm = '8000') =>
    (await (await shop.fetch(path, { headers: { cookie: `__Host-arm=${arm}` } })).text()).includes(
      '<jb-page',
    );
  return { ...shop, kept, release, isOurs };
}

test('a release takes a route over for a share of visitors, and goes back, without a deploy', async () => {
  const { release, isOurs } = await startReleasing();
  try {
    expect(await isOurs('/search?q=x')).toBe(false);
    await release({ routes: { '/search': 60 } });
    expect([await isOurs('/search?q=x'), await isOurs('/search?q=x', 'f000')]).toEqual([true, false]);
    // Other entries of the variable still count.
    expect([await isOurs('/products/7'), await isOurs('/categories/toys')]).toEqual([true, false]);
    await release({ routes: { '/search': 0 } });
    expect(await isOurs('/search?q=x')).toBe(false);
  } finally {
    setSystemTime();
  }
});

test('a release gives a part of a page back to the legacy', async () => {
  const { release, fetch } = await startReleasing();
  const read = async () => readSlot(await (await fetch('/products/7')).text(), 'price').html;
  try {
    expect(await read()).toContain('pricing /fragments/price');
    await release({ parts: { '/products/:product': { price: 0 } } });
    expect(await read()).toContain('10원');
  } finally {
    setSystemTime();
  }
});

test('a map that another key has signed changes nothing, and the log says so', async () => {
  const { release, isOurs, kept } = await startReleasing();
  try {
    await release({ routes: { '/search': 100 } });
    expect(await isOurs('/search?q=x')).toBe(true);
    const [head, , signature] = (kept.map as string).split('.');
    kept.map = [head, btoa('{"map":{"number":9,"slices":{}}}'), signature].join('.');
    setSystemTime(Date.now() + 10_000);
    expect(await isOurs('/search?q=x')).toBe(true);
    expect(JSON.stringify(errors)).toContain('release map is not valid');
  } finally {
    setSystemTime();
  }
});
