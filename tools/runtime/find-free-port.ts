/** Finds a port that no program of this machine uses now. */
export function findFreePort(hostname = '127.0.0.1'): number {
  const server = Bun.listen({ hostname, port: 0, socket: { data() {} } });
  const { port } = server;
  server.stop(true);
  return port;
}
