import { brotliCompressSync, constants } from 'node:zlib';

const compressible = /^(text\/|image\/svg|application\/(json|javascript|[\w.-]+\+json))/;

/** Starts a proxy before the shop that compresses answers as Cloudflare does. workerd by itself does not compress. */
export function startCompressingProxy(target: string) {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.delete('host');
      const body = request.body ? await request.arrayBuffer() : null;
      const answer = await fetch(target + pathname + search, {
        method: request.method,
        headers,
        body,
        redirect: 'manual',
      });
      const sent = new Headers(answer.headers);
      for (const name of ['content-length', 'transfer-encoding']) sent.delete(name);
      if (!answer.body) return new Response(null, { status: answer.status, headers: sent });
      const content = new Uint8Array(await answer.arrayBuffer());
      const takesBrotli = request.headers.get('accept-encoding')?.includes('br');
      if (!takesBrotli || !compressible.test(sent.get('content-type') ?? ''))
        return new Response(content, { status: answer.status, headers: sent });
      sent.set('content-encoding', 'br');
      sent.append('vary', 'accept-encoding');
      const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
      return new Response(brotliCompressSync(content, { params }), { status: answer.status, headers: sent });
    },
  });
  return { url: `http://localhost:${server.port}`, close: () => server.stop(true) };
}
