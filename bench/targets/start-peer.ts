import { startProgram } from './start-program.ts';

/**
 * Starts a peer with its fragment servers in one process of Node.
 *
 * @param name folder in `peers/`
 */
export async function startPeer(name: 'podium' | 'tailor') {
  const { line, pid, close } = await startProgram(`peers/${name}/server.ts`, 'node');
  return { url: `${line}/`, pid, close };
}
