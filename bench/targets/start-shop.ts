import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildShop } from '../../tests/build-shop.helper.ts';
import { startSystem } from '../../tools/runtime/start-system.ts';
import { defaultTopology } from '../../tools/topology/topologies.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { childrenCalled } from './process-table.ts';
import { v8Flags } from './start-workerd.ts';

const product = { productId: '51862822', itemId: '183485417' };

/** Starts the real production build of the shop, with a visitor who has an item in the cart. */
export async function startShop() {
  process.env.MINIFLARE_WORKERD_V8_FLAGS = v8Flags;
  const before = childrenCalled('workerd');
  await buildShop(defaultTopology);
  const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-bench-'));
  const removeState = () => rmSync(stateDirectory, { recursive: true, force: true });
  // Miniflare's handler would end an interrupted process before the clean-up.
  process.once('exit', removeState);
  const system = await startSystem({
    port: 0,
    stateDirectory,
    redis: 'auto',
    logLevel: 'off',
    development: undefined,
    // Every page must have the cart, since this does not measure a slow store.
    settings: { REDIS_TIMEOUT: '5000' },
  }).catch((error) => {
    removeState();
    throw error;
  });
  const close = async () => {
    await system.close();
    removeState();
  };
  try {
    const visitor = createVisitor(system.url);
    const added = await visitor.post('/cart/items', { ...product, quantity: '2' });
    if (added.status !== 303) throw new Error(`the cart did not take an item: ${added.status}`);
    const path = '/_fragments/cart/mini-cart';
    // After the link comes a key that is another one each time.
    const toLink = ({ text }: { text: string }) => text.slice(0, text.indexOf('<input'));
    const cart = toLink(await visitor.get(path));
    if (cart === toLink(await createVisitor(system.url).get(path))) throw new Error('the cart stayed empty');
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    // Load goes to the IP address, since a name may first be looked up as IPv6.
    const origin = system.url.replace('localhost', '127.0.0.1');
    const url = `${origin}/products/${product.productId}?item=${product.itemId}`;
    const [pid] = childrenCalled('workerd').filter((child) => !before.includes(child));
    return { url, cookie, cart, pid: pid as number, close };
  } catch (error) {
    await close();
    throw error;
  }
}
