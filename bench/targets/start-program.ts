import { findNode } from './find-node.ts';

export type Runtime = 'node' | 'bun';

/**
 * Starts a program of the bench in a process of its own. It has one thread, as workerd has.
 *
 * @param script path below `bench/`
 * @param errors where its error output goes
 * @returns the line that it prints when it listens
 */
export async function startProgram(
  script: string,
  runtime: Runtime,
  args: string[] = [],
  errors: 'inherit' | 'ignore' = 'inherit',
) {
  const path = `${import.meta.dir}/../${script}`;
  const child = Bun.spawn([runtime === 'bun' ? process.execPath : findNode(), path, ...args], {
    env: { ...process.env, NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: errors,
  });
  const decoder = new TextDecoder();
  let announced = '';
  for await (const chunk of child.stdout) {
    announced += decoder.decode(chunk, { stream: true });
    if (announced.endsWith('\n')) break;
  }
  if (!announced) throw new Error(`${path} ended before it listened`);
  return {
    line: announced.trim(),
    pid: child.pid,
    async close() {
      child.kill();
      await child.exited;
    },
  };
}
