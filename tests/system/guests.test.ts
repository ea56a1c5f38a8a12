import { expect, test } from 'bun:test';
import { Manifest } from '@jogakbo/contracts/manifest';
import * as v from 'valibot';
import { listWorkers } from '../../tools/workers.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';

const shop = await openSharedShop();
const frontends = (await listWorkers()).filter(({ kind }) => kind === 'frontend');

/** Requests in a row for each fragment: more than a breaker needs to open. */
const values = ['', '1', '0', '-1', 'x', '51862822', '%00', '%F0%9F%92%A9', 'a'.repeat(2_000), '__proto__'];

test.each(frontends.map(({ name }) => name))(
  'guests who request fragments of %s with odd or missing parameters cause no failure',
  async (name) => {
    const slice = name.replace('-frontend', '');
    const manifest = v.parse(Manifest, await (await shop.fetchWorker(name, '/fragments.json')).json());
    for (const [fragment, { params }] of Object.entries(manifest.fragments)) {
      for (const value of [undefined, ...values]) {
        const query = value === undefined ? '' : params.map((param) => `${param}=${value}`).join('&');
        const path = `/_fragments/${slice}/${fragment}?${query}`;
        const { status } = await shop.fetch(path);
        expect({ path, failed: status >= 500 }).toEqual({ path, failed: false });
      }
    }
  },
);

test('after odd requests of guests, every page of the shop works, and no breaker is open', async () => {
  for (const path of ['/', '/products/51862822?item=183485417', '/cart', '/search?q=x', '/login']) {
    const { status, headers } = await shop.fetch(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(headers.get('server-timing')).not.toMatch(/breaker|fallback/);
  }
});
