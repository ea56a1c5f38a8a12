/** A slice written with plain strings. Its one fragment may be shared for a second. */
export const clockSlice = {
  async fetch(input: Request | string, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (pathname === '/fragments.json') {
      return Response.json({
        slice: 'clock',
        version: '1',
        fragments: { now: {} },
      });
    }
    if (pathname !== '/fragments/now') return new Response(null, { status: 404 });
    const html = `<p>It is <time>${new Date().toISOString()}</time>.</p>`;
    return new Response(html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'x-jogakbo-version': '1',
        'cache-control': 'public, max-age=1, stale-while-revalidate=10, stale-if-error=60',
      },
    });
  },
};
