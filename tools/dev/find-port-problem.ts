/**
 * Says why a port cannot be listened on; undefined where it can. A port that is in use gets a moment, since the workerd of a process
 * that was just killed ends a moment later.
 */
export async function findPortProblem(
  hostname: string,
  port: number,
  within = 1_500,
): Promise<string | undefined> {
  const end = performance.now() + within;
  for (;;) {
    try {
      Bun.listen({ hostname, port, socket: { data() {} } }).stop(true);
      return undefined;
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      if (code !== 'EADDRINUSE') return `${hostname}:${port} cannot be listened on: ${message}`;
      if (performance.now() > end)
        return `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} bun run dev`;
      await Bun.sleep(100);
    }
  }
}
