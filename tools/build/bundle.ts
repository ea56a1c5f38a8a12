import type { BuildConfig } from 'bun';

/** A failed build. The message says what a developer has to correct. */
export class BuildError extends Error {
  override name = 'BuildError';
}

/**
 * Runs Bun's bundler and returns its outputs.
 *
 * @throws BuildError naming each file, line and fault
 */
export async function bundle(config: BuildConfig) {
  const result = await Bun.build({ ...config, throw: false }).catch((error: AggregateError) => ({
    success: false as const,
    logs: error.errors ?? [error],
    outputs: [],
  }));
  if (!result.success) throw new BuildError(result.logs.map(toLine).join('\n'));
  return result.outputs;
}

type Log = {
  message: string;
  position?: { file: string; line: number; column: number; lineText: string } | null;
};

function toLine({ message, position }: Log): string {
  if (!position) return message;
  return `${position.file}:${position.line}:${position.column}: ${message}\n    ${position.lineText.trim()}`;
}
