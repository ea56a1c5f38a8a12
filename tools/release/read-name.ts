/** The name of the person at the terminal, from git. */
export function readName(): string {
  const git = Bun.which('git');
  const named = git === null ? undefined : Bun.spawnSync([git, 'config', 'user.name'], { stderr: 'ignore' });
  return named?.stdout.toString().trim() || process.env.USER || 'unknown';
}
