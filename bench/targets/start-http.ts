import { type Runtime, startProgram } from './start-program.ts';

export const composers = ['engine', 'podium', 'tailor'] as const;

/**
 * Starts three HTTP fragment servers in one process of Node, and each composer in a process of its own. All composers use the same three
 * servers.
 *
 * @param runtime of the composers
 */
export async function startHttp(runtime: Runtime) {
  const servers = await startProgram('http/servers.ts', 'node');
  const started = await Promise.all(
    composers.map((name) => startProgram(`http/${name}.ts`, runtime, [servers.line])),
  );
  const [engine, podium, tailor] = started.map(({ line, pid }) => ({ url: line, pid }));
  return {
    ...({ engine, podium, tailor } as Record<(typeof composers)[number], { url: string; pid: number }>),
    close: () => Promise.all([servers, ...started].map(({ close }) => close())).then(() => {}),
  };
}
