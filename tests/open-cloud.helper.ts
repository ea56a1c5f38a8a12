import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startCloud } from '../tools/cloud/start-cloud.ts';
import { toEnvironment } from '../tools/cloud/to-environment.ts';
import { root } from '../tools/workers.ts';
import { compileWrangler } from './compile-wrangler.helper.ts';

/** Starts a local Cloudflare with an empty account and with new secrets, for the commands of the project and the real wrangler. */
export async function openCloud() {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-deployed-'));
  const requests: string[] = [];
  const cloud = await startCloud({
    ...{ port: 0, shopPort: 0, stateDirectory: `${folder}/state`, crons: false },
    onRequest: (line) => void requests.push(line),
  });
  const variables = { ...toEnvironment(cloud.environment), WRANGLER_CLI: await compileWrangler() };
  const secrets = `${folder}/secrets.json`;
  await run(['tools/keys.ts', secrets]);
  await Bun.write(
    secrets,
    JSON.stringify({ ...(await Bun.file(secrets).json()), PAYMENT_PROVIDER: 'local' }),
  );

  return {
    ...{ url: cloud.environment.shop, account: cloud.account, counts: cloud.counts, folder, secrets, run },
    operatorToken: (await Bun.file(secrets).json()).OPERATOR_TOKEN as string,
    /** Forgets the requests to the API so far. */
    forget: () => void requests.splice(0),
    /** The requests to the API that changed something. A query of D1 may only read, and points come from the pages of a shop. */
    changes: () => requests.filter((line) => !/^GET|\/query |\/internal\/points /.test(line)),
    async close() {
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };

  /** Runs a script of the project. @param cwd the folder, relative to the project; a copy of the project has an absolute path */
  async function run(args: string[], cwd = '.') {
    const child = Bun.spawn([process.execPath, ...args], {
      ...{ cwd: resolve(root, cwd), stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
      env: { PATH: process.env.PATH ?? '', HOME: folder, ...variables },
    });
    const [out, error, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    return { code, output: out + error };
  }
}
