import { renderToString, ssr } from 'solid-js/web';

/** A slice written with Solid. Its one fragment greets the visitor by name, and takes half a second. */
export const greetingSlice = {
  async fetch(input: Request | string, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/fragments.json') {
      return Response.json({
        slice: 'greeting',
        version: '1',
        fragments: { hello: { params: ['name'], personal: true } },
      });
    }
    if (pathname !== '/fragments/hello') return new Response(null, { status: 404 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const name = (searchParams.get('name') ?? 'stranger').replace(/[<&]/g, '');
    const html = renderToString(() => ssr(['<h1>Hello, ', '!</h1>'], name));
    return new Response(html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'x-jogakbo-version': '1',
        'cache-control': 'private, no-store',
      },
    });
  },
};
