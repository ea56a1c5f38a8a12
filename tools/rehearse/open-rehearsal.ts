import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../cloud/start-cloud.ts';
import { toEnvironment } from '../cloud/to-environment.ts';
import { copySources, type Edit } from './copy-sources.ts';
import { createRehearsal } from './create-rehearsal.ts';

/** The deadline of Redis is long, as in all tests of the whole shop: its stand-in shares the machine with visitors, uploads and Chromium. */
const patience: Edit[] = ['cart', 'member', 'pricing'].map((slice) => ({
  file: `services/${slice}/wrangler.toml`,
  ...{ from: '[vars]\n', to: '[vars]\nREDIS_TIMEOUT = "5000"\n' },
}));

/** Starts an empty Cloudflare on this machine, and a copy of the sources whose commands deploy to it. */
export async function openRehearsal(say: (line: string) => void) {
  const sources = await copySources('bench');
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-rehearsal-'));
  const cloud = await startCloud({
    ...{ port: 0, shopPort: 0, stateDirectory: `${folder}/state`, crons: false },
  });
  const secrets = `${folder}/secrets.json`;
  const variables = toEnvironment(cloud.environment);
  const { shop: url } = cloud.environment;
  const rehearsal = createRehearsal({ url, account: cloud.account, sources, secrets, run, say });

  return {
    ...rehearsal,
    /** Deploys the whole shop, and fills it with the products of `bun run dev`. */
    async open(): Promise<void> {
      await sources.edit(patience);
      await rehearsal.must('tools/keys.ts', secrets);
      await rehearsal.must('tools/deploy.ts', 'all', '--secrets', secrets, '--no-smoke');
      const { OPERATOR_TOKEN: token } = await Bun.file(secrets).json();
      await rehearsal.must('tools/import.ts', '--seed', '--url', url, '--token', token);
    },
    async close(): Promise<void> {
      await cloud.close();
      await Promise.all([sources.remove(), rm(folder, { recursive: true, force: true })]);
    },
  };

  async function run(args: string[]) {
    const child = Bun.spawn([process.execPath, ...args], {
      ...{ cwd: sources.folder, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
      env: { ...process.env, ...variables, HOME: folder },
    });
    const [out, error, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    return { code, output: out + error };
  }
}
