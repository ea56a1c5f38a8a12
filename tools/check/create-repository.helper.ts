import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));

/** Writes files into a folder of its own. */
export async function createFolder(files: Record<string, string>) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'jogakbo-check-')));
  const write = async (changes: Record<string, string>) => {
    for (const [file, text] of Object.entries(changes)) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
    }
  };
  await write(files);
  return { root, write, remove: () => rm(root, { recursive: true }) };
}

/** Makes a repository with a commit on the branch main, in a folder of its own. */
export async function createRepository(files: Record<string, string>) {
  const folder = await createFolder(files);
  const git = (...args: string[]) => {
    const identity = [
      '-c',
      'user.name=team',
      '-c',
      'user.email=team@example.com',
      '-c',
      'commit.gpgsign=false',
    ];
    const { success, stdout, stderr } = Bun.spawnSync(['git', ...identity, ...args], {
      cwd: folder.root,
      env,
    });
    if (!success) throw new Error(`git ${args.join(' ')}: ${stderr.toString()}`);
    return stdout.toString().trim();
  };
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=first');
  return { ...folder, git };
}

/** The files of a small slice: a service with its contract, and a frontend. */
export function toSliceFiles(slice: string): Record<string, string> {
  const toPackage = (kind: string, exports: object) =>
    JSON.stringify({ name: `@jogakbo/${slice}-${kind}`, exports });
  return {
    [`services/${slice}/package.json`]: toPackage('service', { './contract': './contract.ts' }),
    [`services/${slice}/contract.ts`]: 'export const paths = {};\n',
    [`services/${slice}/worker.ts`]: "import { paths } from './contract.ts';\nexport default paths;\n",
    [`services/${slice}/wrangler.toml`]: `name = "jogakbo-${slice}-service"\n`,
    [`frontends/${slice}/package.json`]: toPackage('frontend', {}),
    [`frontends/${slice}/worker.ts`]: 'export default {};\n',
    [`frontends/${slice}/wrangler.toml`]: `name = "jogakbo-${slice}-frontend"\n`,
  };
}
