import { basename, dirname } from 'node:path';

/** The runtimes of the program that `bun run serve` builds. */
export const runtimes = ['bun', 'deno'] as const;

export function isRuntime(name: string): name is (typeof runtimes)[number] {
  return (runtimes as readonly string[]).includes(name);
}

/**
 * Returns the command that runs the program.
 *
 * @param runtime the path or the name of Bun or Deno
 * @param program the path of the built program
 */
export function toCommand(runtime: string, program: string): string[] {
  if (!basename(runtime).startsWith('deno')) return [runtime, program];
  // It opens connections and reads its own files. It writes nothing and starts nothing.
  const allowed = ['--allow-net', '--allow-env', `--allow-read=${dirname(dirname(program))}`];
  return [
    runtime,
    'run',
    '--quiet',
    '--no-prompt',
    '--no-remote',
    '--unstable-no-legacy-abort',
    ...allowed,
    program,
  ];
}
