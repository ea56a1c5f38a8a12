import { CheckError } from './check-error.ts';

/** The files that differ from a revision. */
type ChangedFiles = {
  /** The commit with which the working tree was compared. */
  base: string;
  /** Paths from the root. Removed files and files that Git does not know yet are in it, too. */
  files: string[];
};

const mainBranches = ['origin/main', 'main'];

/**
 * Lists the files that have changed since a branch left another one, committed or not.
 *
 * @param root the folder of the repository
 * @param since a revision; without it, the main branch
 * @throws CheckError if there is no such revision, or no repository
 */
export async function listChangedFiles(root: string, since?: string): Promise<ChangedFiles> {
  if ((await git(root, 'rev-parse', '--is-inside-work-tree')) === undefined)
    throw new CheckError('This folder is in no Git repository, so changes are unknown. Run bun run check.');
  const asked = since === undefined ? mainBranches : [since];
  let revision: string | undefined;
  for (const name of asked)
    if (
      !revision &&
      (await git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`))
    )
      revision = name;
  if (!revision)
    throw new CheckError(
      since === undefined
        ? 'There is no branch main here. Name a revision: bun run check --changed --since <revision>.'
        : `Git knows no revision "${since}". Fetch it first, or name another one.`,
    );
  const base = (await git(root, 'merge-base', revision, 'HEAD'))?.trim();
  if (!base)
    throw new CheckError(
      `HEAD and ${revision} have no common commit here. A shallow clone needs git fetch --unshallow first.`,
    );
  const [changed = '', added = ''] = await Promise.all([
    git(root, 'diff', '--name-only', '--no-renames', '-z', base),
    git(root, 'ls-files', '--others', '--exclude-standard', '-z'),
  ]);
  const files = `${changed}\0${added}`.split('\0').filter((file) => file !== '');
  return { base, files: [...new Set(files)].sort() };
}

/** Runs Git in a folder; undefined if it fails. A hook's variables would lead Git to another repository. */
async function git(root: string, ...args: string[]): Promise<string | undefined> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const child = Bun.spawn(['git', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const output = await new Response(child.stdout).text();
  return (await child.exited) === 0 ? output : undefined;
}
