type Answer = (request: Request, address: string) => Promise<Response>;
type Listening = {
  port: number;
  /** Ends when the requests under way have their answers. */
  stop(): Promise<void>;
};
type DenoServer = { addr: { port: number }; shutdown(): Promise<void> };
type DenoRuntime = {
  serve(
    options: { hostname: string; port: number; onListen(): void },
    handler: (request: Request, info: { remoteAddr: { hostname: string } }) => Promise<Response>,
  ): DenoServer;
};

/** Opens the port with the server of the runtime. */
export async function listen(
  { host: hostname, port }: { host: string; port: number },
  answer: Answer,
): Promise<Listening> {
  const { Deno: deno } = globalThis as { Deno?: DenoRuntime };
  if (deno) {
    const server = deno.serve({ hostname, port, onListen() {} }, (request, { remoteAddr }) =>
      answer(request, remoteAddr.hostname),
    );
    return { port: server.addr.port, stop: () => server.shutdown() };
  }
  const server = Bun.serve({
    ...{ hostname, port, development: false, idleTimeout: longestPauseSeconds },
    fetch: (request, server) => answer(request, server.requestIP(request)?.address ?? 'unknown'),
  });
  return { port: server.port as number, stop: () => server.stop() };
}

/** Says in a sentence why an address cannot be opened. */
export function toListenProblem(
  { host, port }: { host: string; port: number },
  error: Error & { code?: string },
): string {
  if (error.code === 'EADDRINUSE' || error.name === 'AddrInUse')
    return `Port ${port} is taken. Stop the program that uses it, or set another PORT.`;
  return `${host}:${port} cannot be opened: ${error.message}`;
}

/** A stream of events may be silent for this long; the most that Bun allows. */
const longestPauseSeconds = 255;
