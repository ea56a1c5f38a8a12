/**
 * Tries to listen on a port. A port that is in use is tried again for a while, since the workerd of a killed process ends a moment
 * after that process.
 *
 * @param within how long a used port is tried, in milliseconds
 * @param variable the variable that chooses the port
 * @returns a sentence that says why the port cannot be used; undefined if it can
 */
export async function findPortProblem(
  hostname: string,
  port: number,
  within = 1_500,
  variable = 'PORT',
): Promise<string | undefined> {
  const end = performance.now() + within;
  for (;;) {
    try {
      Bun.listen({ hostname, port, socket: { data() {} } }).stop(true);
      return undefined;
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      if (code !== 'EADDRINUSE') return `${hostname}:${port} cannot be opened: ${message}`;
      if (performance.now() > end)
        return `Port ${port} is taken. Stop the program that uses it, or choose another port: ${variable}=${port + 1} bun run dev`;
      await Bun.sleep(100);
    }
  }
}
