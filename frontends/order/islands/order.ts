import { fetchInPage } from '@jogakbo/browser/fetch-in-page';
import { toTrustedHtml } from '@jogakbo/browser/to-trusted-html';

/** Follows an order's state. The server renders the page again, and this replaces only the parts that have changed. */
export function hydrate(element: HTMLElement): void {
  const id = element.querySelector<HTMLElement>('[data-live]')?.dataset.live;
  if (!id) return;
  const source = new EventSource(`/api/order/orders/${encodeURIComponent(id)}/events`);
  source.addEventListener('state', () => void refresh(element));
  source.addEventListener('end', () => source.close());
}

async function refresh(element: HTMLElement): Promise<void> {
  const url = new URL(element.dataset.src ?? '', location.href);
  const response = await fetchInPage(url).catch(() => undefined);
  if (!response?.ok) return;
  const fresh = document.createElement('template');
  fresh.innerHTML = toTrustedHtml(await response.text());
  for (const part of element.querySelectorAll<HTMLElement>('[data-part]')) {
    const next = fresh.content.querySelector(`[data-part="${part.dataset.part}"]`);
    if (next && next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
  }
}
