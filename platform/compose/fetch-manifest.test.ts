import { expect, test } from 'bun:test';
import { createTestClock } from './create-test-clock.helper.ts';
import { createWarner } from './create-warner.ts';
import { createManifestFetcher } from './fetch-manifest.ts';
import { toNames } from './names.ts';

test('a short manifest gets defaults, and its styles get the hash that the policy needs', async () => {
  const sent = {
    slice: 'shop',
    version: '1',
    fragments: { price: {} },
    stylesheet: { content: 'p { margin: 0 }' },
  };
  const fetchManifest = createManifestFetcher({
    endpointOf: () => ({ fetch: async () => Response.json(sent) }),
    clock: createTestClock(),
    ...{ warner: createWarner(undefined), names: toNames() },
  });
  const hash = `sha256-${new Bun.CryptoHasher('sha256').update(sent.stylesheet.content).digest('base64')}`;
  expect(await fetchManifest('shop', { headers: {} }, 1_000)).toEqual({
    manifest: {
      ...{ slice: 'shop', version: '1', remote: null },
      fragments: { price: { params: [], personal: false, island: false, refreshOn: [] } },
      stylesheet: { content: sent.stylesheet.content, hash },
    },
  });
});
