import { createInstance } from '@module-federation/enhanced/runtime';
import { fetchInPage } from './fetch-in-page.ts';
import { toTrustedHtml } from './to-trusted-html.ts';

/**
 * A remote exposes an island as `./<fragment>`. The island takes over the element that the server rendered. If `hydrate` returns a promise, a
 * held click is repeated when it resolves.
 */
export type Island = {
  hydrate(element: HTMLElement, props: unknown, renderId: string): void | Promise<void>;
};

const federation = createInstance({ name: 'shell', remotes: [] });

/** Loads the island of a fragment's element, in the version that rendered it, and hydrates the element. */
export async function hydrateIsland(element: HTMLElement): Promise<void> {
  const { fragment = '', island = '' } = element.dataset;
  const [slice = '', name = ''] = fragment.split('/');
  federation.registerRemotes([{ name: slice, entry: island, type: 'module' }]);
  const remote = await federation.loadRemote<Island>(fragment);
  if (!remote) throw new Error(`${island} does not expose ${fragment}`);
  const data = element.querySelector(':scope > script[type="application/json"]');
  data?.remove();
  await remote.hydrate(element, JSON.parse(data?.textContent ?? 'null'), `${name}:`);
}

/**
 * Fetches fragments again and replaces them in the page. If a fragment comes from another version than the page, the whole page is
 * loaded again instead.
 *
 * @param selector selects the elements of fragments
 * @param detail values for the parameters of the same names
 */
export async function refresh(selector: string, detail?: Record<string, unknown> | null): Promise<void> {
  const elements = [...document.querySelectorAll<HTMLElement>(`[data-fragment][data-src]${selector}`)];
  await Promise.all(elements.map((element) => refreshElement(element, detail)));
}

/** Fields with text that a person types. Other fields, such as a number, are quickly chosen again. */
const written = 'textarea, input:is([type=text], [type=email], [type=tel], [type=password])' as 'textarea';
const latest = new WeakMap<HTMLElement, string>();

async function refreshElement(
  element: HTMLElement,
  detail: Record<string, unknown> | null | undefined,
): Promise<void> {
  // Typed text stays, also on a page that the browser has gone back to.
  if ([...element.querySelectorAll(written)].some(({ value, defaultValue }) => value !== defaultValue))
    return;
  const url = new URL(element.dataset.src ?? '', location.href);
  for (const param of element.dataset.params?.split(' ') ?? []) {
    const value = detail?.[param];
    if (value !== undefined) url.searchParams.set(param, String(value));
  }
  element.dataset.src = url.pathname + url.search;
  const token = crypto.randomUUID();
  latest.set(element, token);
  const response = await fetchInPage(url).catch(() => undefined);
  if (!response?.ok || latest.get(element) !== token) return;
  const version = response.headers.get(`${headerPrefix()}version`);
  if (version && element.dataset.version && version !== element.dataset.version) return location.reload();
  element.innerHTML = toTrustedHtml(await response.text());
  element.hidden = response.status === 204;
  delete element.dataset.fallback;
  delete element.dataset.late;
}

/** The beginning of the protocol's headers. The page's element names it if it is not the default one. */
function headerPrefix(): string {
  return document.querySelector<HTMLElement>('[data-headers]')?.dataset.headers ?? 'x-jogakbo-';
}
