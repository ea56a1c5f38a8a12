import { product } from '../../shell/pages/product.ts';
import { fragments } from '../fragments.ts';
import type { Target } from '../load/target.ts';
import type { Systems } from '../open-systems.ts';
import type { Composer } from './start-http.ts';

const six = Object.values(fragments);
const productParts = Object.values(product.slots).flatMap((slot) =>
  'fragment' in slot ? [`data-fragment="${slot.fragment}"`] : [],
);

/** The compared pages, by their names in the results. */
export const targets = {
  hello: ({ workerd }) => ofWorkerd(workerd, 'hello', '/', ['Hello World']),
  warm: ({ workerd }) => ofWorkerd(workerd, 'engine', '/shared/6', six),
  cold: ({ workerd }) => ofWorkerd(workerd, 'engine', '/cold/6', six),
  oneWorker: ({ workerd }) => ofWorkerd(workerd, 'one-worker', '/', six),
  sixBindings: ({ workerd }) => ofWorkerd(workerd, 'six-bindings', '/', six),
  sixWrites: ({ workerd }) => ofWorkerd(workerd, 'six-writes', '/', six),
  podium: async ({ podium }) => ({ ...(await podium()), parts: six }),
  tailor: async ({ tailor }) => ({ ...(await tailor()), parts: six }),
  product: async ({ shop }) => ({ ...(await shop()), parts: productParts, never: ['data-fallback'] }),
  async productWithCart({ shop }) {
    const { url, pid, cookie, cart } = await shop();
    return { url, pid, headers: { cookie }, parts: [...productParts, cart], never: ['data-fallback'] };
  },
  ...ofHttp('node', ({ httpOnNode }) => httpOnNode()),
  ...ofHttp('bun', ({ httpOnBun }) => httpOnBun()),
} satisfies Record<string, (systems: Systems) => Promise<Target>>;

type Http = Awaited<ReturnType<Systems['httpOnNode']>>;
type Open = (systems: Systems) => Promise<Target>;

/** Pages of three fragments that come over HTTP, on one runtime. */
function ofHttp<Runtime extends 'node' | 'bun'>(runtime: Runtime, open: (systems: Systems) => Promise<Http>) {
  const of =
    (composer: Composer, path: string): Open =>
    async (systems) => {
      const { url, pid } = (await open(systems))[composer];
      return { url: url + path, pid, parts: six.slice(0, 3) };
    };
  return {
    [`${runtime}EngineOff`]: of('engine', '/off'),
    [`${runtime}EngineOn`]: of('engine', '/on'),
    [`${runtime}Podium`]: of('podium', '/'),
    [`${runtime}Tailor`]: of('tailor', '/'),
    [`${runtime}ByHand`]: of('byHand', '/'),
  } as Record<`${Runtime}${'EngineOff' | 'EngineOn' | 'Podium' | 'Tailor' | 'ByHand'}`, Open>;
}

async function ofWorkerd(
  workerd: Systems['workerd'],
  worker: 'engine' | 'hello' | 'one-worker' | 'six-bindings' | 'six-writes',
  path: string,
  parts: string[],
): Promise<Target> {
  const { urls, pid } = await workerd();
  return { url: urls[worker] + path, pid, parts };
}
