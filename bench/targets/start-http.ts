import { type Runtime, startProgram } from './start-program.ts';

const composers = ['engine', 'podium', 'tailor', 'by-hand'] as const;

export type Composer = 'engine' | 'podium' | 'tailor' | 'byHand';

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
  const [engine, podium, tailor, byHand] = started.map(({ line, pid }) => ({ url: line, pid }));
  return {
    ...({ engine, podium, tailor, byHand } as Record<Composer, { url: string; pid: number }>),
    close: () => Promise.all([servers, ...started].map(({ close }) => close())).then(() => {}),
  };
}
