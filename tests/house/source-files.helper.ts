import { existsSync } from 'node:fs';
import { root } from '../../tools/workers.ts';

/**
 * The files that belong to the project, as paths from its root. Git lists them, so a file that Git ignores is never judged.
 * Without Git, as in an unpacked archive, the folder is scanned instead.
 */
export const sourceFiles: readonly string[] = (readTracked() ?? scanFolder()).sort();

function readTracked(): string[] | undefined {
  if (!existsSync(`${root}/.git`) || !Bun.which('git')) return undefined;
  const { success, stdout } = Bun.spawnSync(['git', 'ls-files', '-z'], { cwd: root });
  if (!success) return undefined;
  return stdout
    .toString()
    .split('\0')
    .filter((file) => file && existsSync(`${root}/${file}`));
}

function scanFolder(): string[] {
  const ignored = /(?:^|\/)(?:node_modules|dist|\.wrangler|\.git)\//;
  return [...new Bun.Glob('**/*').scanSync({ cwd: root, dot: true })].filter((file) => !ignored.test(file));
}
