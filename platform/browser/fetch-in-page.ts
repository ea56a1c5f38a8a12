import { pageVersionName } from '@jogakbo/contracts/fragment';

/**
 * Fetches data for the open page, in the language of that page and from the version of the slice that the page has. Another tab may have
 * chosen another language meanwhile, and a release may have begun, so cookies do not decide. Islands use this function instead of `fetch`.
 */
export function fetchInPage(input: string | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', document.documentElement.lang);
  const [, slice] = /\/(?:_fragments|api)\/([a-z]+)\//.exec(String(input)) ?? [];
  const version = document.querySelector<HTMLElement>(`[data-boundary="${slice}"][data-version]`)?.dataset
    .version;
  if (version) headers.set(pageVersionName, version);
  return fetch(input, { ...init, headers });
}
