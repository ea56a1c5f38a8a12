import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let guarded = false;

/**
 * Makes Miniflare start workerd through a script. With it, Ctrl-C in the terminal leaves workerd running until this process has
 * drained it, and workerd ends when this process is killed. On Windows, which has neither signals nor `sh`, it does nothing.
 */
export function guardWorkerd(): void {
  if (guarded || process.platform === 'win32') return;
  guarded = true;
  const { default: binary } = createRequire(import.meta.resolve('miniflare'))('workerd') as {
    default: string;
  };
  const folder = mkdtempSync(join(tmpdir(), 'jogakbo-workerd-'));
  const script = join(folder, 'workerd');
  writeFileSync(script, toScript(process.env.MINIFLARE_WORKERD_PATH ?? binary), { mode: 0o700 });
  process.env.MINIFLARE_WORKERD_PATH = script;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** A terminal sends INT and HUP to every process. A signal that the script ignores stays ignored after `exec`. */
function toScript(binary: string): string {
  return `#!/bin/sh
trap '' INT HUP
(
  exec </dev/null >/dev/null 2>&1 3>&-
  while kill -0 $PPID; do kill -0 $$ || exit; sleep 0.3; done
  kill -9 $$
) &
exec '${binary}' "$@"
`;
}
