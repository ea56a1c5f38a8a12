/**
 * Fetches data for the open page, in the language of that page. Another tab may have chosen another language meanwhile, so the
 * cookie does not decide. Islands use this function instead of `fetch`.
 */
export function fetchInPage(input: string | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', document.documentElement.lang);
  return fetch(input, { ...init, headers });
}
