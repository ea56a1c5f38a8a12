import { createBatching } from '../../platform/compose/create-batching.ts';
import { createComposer } from '../../platform/compose/create-composer.ts';
import type { Endpoint } from '../../platform/compose/fetch-fragment.ts';
import { definePage, type Page, type Slot } from '../../platform/compose/page.ts';
import { slices } from '../fragments.ts';

type Env = Record<string, Endpoint>;
type Context = { waitUntil(work: Promise<unknown>): void };

const none = { content: '', hash: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const head = { markup: () => '<title>Bench</title>' };
const pages = new Map<string, Page>();
const sorry = definePage({
  layout: '<slot name="message"></slot>',
  head,
  slots: { message: { markup: () => '<p>sorry</p>' } },
});
let composer: ReturnType<typeof createComposer> | undefined;

/**
 * `/<kind>/<count>` is a page with `count` fragments. They are `shared`, or fetched for every page. With `?late=<n>` the n-th fragment
 * takes a second, and `?without=<n>` leaves it out.
 */
export default {
  async fetch(request: Request, env: Env, context: Context): Promise<Response> {
    composer ??= createComposer({
      endpointOf: (slice) => env[slice],
      batching: createBatching,
      frame: {
        head: '',
        style: none,
        layoutStyle: none,
        importMap: { ...none, content: '{}' },
        loader: none,
      },
      notFound: sorry,
      unavailable: sorry,
    });
    const { url } = request;
    let page = pages.get(url);
    if (!page) {
      page = toPage(new URL(url));
      pages.set(url, page);
    }
    return composer.compose(page, {
      url,
      params: {},
      language: 'ko',
      headers: { traceparent },
      waitUntil: (work) => context.waitUntil(work),
      gone: request.signal,
    });
  },
};

function toPage({ pathname, searchParams }: URL): Page {
  const [, kind = '', count = ''] = pathname.split('/');
  const numbers = Array.from({ length: Number(count) }, (_, index) => index).filter(
    (index) => String(index) !== searchParams.get('without'),
  );
  const slots = numbers.map((index): [string, Slot] => {
    const name = String(index) === searchParams.get('late') ? 'late' : kind;
    return [
      `p${index}`,
      { fragment: `${slices[index % slices.length]}/${name}`, params: { n: String(index) } },
    ];
  });
  return definePage({
    layout: `<main>${slots.map(([name]) => `<slot name="${name}"></slot>`).join('')}</main>`,
    head,
    slots: Object.fromEntries(slots),
  });
}
