import type { ComposeOptions } from './composer-options.ts';
import type { Page } from './page.ts';

/** The headers of a composed page. The headers of its caller come last, so they win. */
export function toPageHeaders(
  page: Page,
  policy: string,
  how: ComposeOptions,
  timing: string,
): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': page.cacheControl,
    'content-security-policy': policy,
    ...(timing ? { 'server-timing': timing } : {}),
    ...(how.status === 503 ? { 'retry-after': '1' } : {}),
    ...how.headers,
  };
}

/** Host and port of a full URL. It is not parsed, as this runs for each page. */
export function hostOf(url: string): string {
  const start = url.indexOf('//') + 2;
  const end = url.indexOf('/', start);
  return url.slice(start, end < 0 ? undefined : end);
}
