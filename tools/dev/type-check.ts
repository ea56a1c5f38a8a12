import { root } from '../workers.ts';

/**
 * Type-checks all code, with one checker, since the shop needs the other cores.
 *
 * @returns the compiler's errors, or null if there are none
 */
export async function typeCheck(signal?: AbortSignal): Promise<string | null> {
  const compiler = Bun.spawn(['bunx', 'tsc', '--project', root, '--checkers', '1', '--pretty', 'false'], {
    cwd: root,
    stdout: 'pipe',
    stderr: 'inherit',
    ...(signal ? { signal } : {}),
  });
  const output = await new Response(compiler.stdout).text();
  return (await compiler.exited) === 0 || signal?.aborted ? null : output.trim();
}
