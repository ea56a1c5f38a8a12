import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findWrangler } from '../tools/find-wrangler.ts';

let compiled: Promise<string> | undefined;

/**
 * Compiles the installed wrangler to bytecode, once for each version of Bun. It is the same program, and its start takes half the time.
 * Tests start it about a hundred times.
 *
 * @returns the path of its script, for the variable WRANGLER_CLI
 */
export function compileWrangler(): Promise<string> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<string> {
  const source = findWrangler();
  // It finds its packages only from its own folder, so the copy is beside the original.
  const folder = `${dirname(dirname(source))}/compiled-by-bun-${Bun.version}`;
  const script = `${folder}/cli.js`;
  if (existsSync(script)) return script;
  // The build of a test run that was killed must not count as complete.
  const part = `${folder}-${process.pid}`;
  await Bun.build({
    ...{ entrypoints: [source], outdir: part, packages: 'external' },
    ...{ target: 'bun', format: 'cjs', bytecode: true },
  });
  await rename(part, folder).catch(async (error) => {
    await rm(part, { recursive: true });
    if (!existsSync(script)) throw error;
  });
  return script;
}
