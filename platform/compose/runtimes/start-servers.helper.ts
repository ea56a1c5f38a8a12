type Answers = Record<string, (query: URLSearchParams) => Response | Promise<Response>>;

const html = (body: string, more: Record<string, string> = {}) =>
  new Response(body, { headers: { 'content-type': 'text/html', 'x-jogakbo-version': '1', ...more } });

/** The late fragment answers when the gate is open. */
let gate = Promise.withResolvers<void>();

const slices: Record<string, Answers> = {
  menu: { strip: () => html('<nav>Menü</nav>', { 'cache-control': 's-maxage=60' }) },
  product: {
    title: (query) =>
      query.has('id') ? html(`<h1>${query.get('id')}</h1>`) : new Response(null, { status: 404 }),
    broken: () => html('<div/>'),
  },
  review: {
    async late() {
      await gate.promise;
      return html('<p>late</p>');
    },
  },
};

/** Starts the HTTP server of each of the three slices. */
export function startServers() {
  const servers = Object.entries(slices).map(([slice, answers]) => {
    const declared = { params: ['id'], personal: false, island: false, refreshOn: [] };
    const manifest = {
      ...{ slice, version: '1', remote: null, stylesheet: { content: '', hash: '' } },
      fragments: Object.fromEntries(Object.keys(answers).map((name) => [name, declared])),
    };
    const server = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch(request) {
        const { pathname, searchParams } = new URL(request.url);
        if (pathname === '/fragments.json') return Response.json(manifest);
        const answer = answers[pathname.slice('/fragments/'.length)];
        return answer ? answer(searchParams) : new Response(null, { status: 404 });
      },
    });
    return [slice, server] as const;
  });
  return {
    addresses: Object.fromEntries(servers.map(([slice, { url }]) => [slice, url.origin])),
    /** Closes the gate for the late fragments of the next page. */
    holdLate(): void {
      gate = Promise.withResolvers();
    },
    /** Opens the gate. */
    releaseLate: (): void => gate.resolve(),
    close: () => Promise.all(servers.map(([, server]) => server.stop(true))),
  };
}
