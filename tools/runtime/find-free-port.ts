/**
 * Finds a port for a program that is started a moment later. The system gives ports from 32,768 on to connections (macOS and Windows from
 * 49,152 on), so a port below that is still free then.
 */
export function findFreePort(hostname = '127.0.0.1', choose: () => number = chooseAny): number {
  for (let tries = 0; ; tries++) {
    const port = choose();
    try {
      Bun.listen({ hostname, port, socket: { data() {} } }).stop(true);
      return port;
    } catch (error) {
      if (tries === mostTries || (error as { code?: string }).code !== 'EADDRINUSE') throw error;
    }
  }
}

const firstPort = 20_000;
const endPort = 32_768;
const mostTries = 20;

function chooseAny(): number {
  return firstPort + Math.floor(Math.random() * (endPort - firstPort));
}
