// A server with one fragment: the time, which all visitors share for a second.
const manifest = { slice: 'clock', version: '1', fragments: { now: {} } };

const server = Bun.serve({
  port: Number(process.env.PORT ?? 4001),
  fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === '/fragments.json') return Response.json(manifest);
    if (pathname !== '/fragments/now') return new Response(null, { status: 404 });
    return new Response(`<p>It is <time>${new Date().toISOString()}</time>.</p>`, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'x-jogakbo-version': '1',
        'cache-control': 'public, s-maxage=1, stale-while-revalidate=10, stale-if-error=60',
      },
    });
  },
});
console.log(`http://localhost:${server.port}`);
