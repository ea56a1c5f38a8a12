import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeys } from '@jogakbo/edge/create-keys';
import * as v from 'valibot';
import { buildWorker } from '../tools/build/build-worker.ts';
import { bundle } from '../tools/build/bundle.ts';
import { startCloud } from '../tools/cloud/start-cloud.ts';
import { toEnvironment } from '../tools/cloud/to-environment.ts';
import { assetBucket, openAssetStore } from '../tools/deploy/asset-store.ts';
import { createCloudflare } from '../tools/deploy/cloudflare.ts';
import { storeAssets } from '../tools/deploy/store-assets.ts';
import { toVersionMessage } from '../tools/deploy/version-message.ts';
import { listWorkers, root, type Worker } from '../tools/workers.ts';

const common = {
  ...{ compatibility_date: '2026-11-16', compatibility_flags: ['enable_request_signal'], no_bundle: true },
  rules: [{ type: 'ESModule', globs: ['**/*.js'] }],
};

/** Deploys the real shell with one small slice, menu, to a local Cloudflare. Each version of the slice is a face and a service. */
export async function openReleasingShop() {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-release-'));
  const cloud = await startCloud({
    ...{ port: 0, shopPort: 0, stateDirectory: `${folder}/state`, crons: false, redis: 'embedded' },
  });
  const environment = toEnvironment(cloud.environment);
  const cloudflare = createCloudflare({
    api: environment.CLOUDFLARE_API_BASE_URL as string,
    accountId: environment.CLOUDFLARE_ACCOUNT_ID as string,
    token: environment.CLOUDFLARE_API_TOKEN as string,
  });
  const store = openAssetStore(cloudflare, assetBucket);
  const keys = await createKeys(['shell'], 'test');
  const secrets = `${folder}/secrets.json`;
  const identity = { IDENTITY_KEYS: keys.all, IDENTITY_KEY: keys.own };
  await Bun.write(secrets, JSON.stringify(identity));
  const vars = { IDENTITY_KEYS: keys.all, LOG_LEVEL: 'error' };

  const shell = (await listWorkers()).find(({ kind }) => kind === 'shell') as Worker;
  await buildWorker(shell);
  await write('shell', {
    ...{ name: 'jogakbo-shell', main: `${shell.directory}/dist/worker/index.js`, workers_dev: true },
    assets: { directory: `${shell.directory}/dist/assets`, binding: 'ASSETS', run_worker_first: true },
    vars: { ...vars, IDENTITY_KEY: keys.own.shell, PLAIN_HTTP: '1' },
    kv_namespaces: [{ binding: 'RELEASES', id: await createNamespace() }],
    r2_buckets: [{ binding: 'OLD_ASSETS', bucket_name: await createBucket() }],
    analytics_engine_datasets: [{ binding: 'VIEWS', dataset: 'jogakbo_views' }],
    services: [{ binding: 'MENU_FRONTEND', service: 'jogakbo-menu' }],
  });

  return {
    url: cloud.environment.shop,
    account: cloud.account,
    deployShell: () => wrangler('shell', 'deploy'),
    /** Builds a version of the slice, and deploys it for everybody, or uploads it. Returns the ids of the versions. */
    async add(version: string, how: 'deploy' | 'upload') {
      for (const [name, file] of Object.entries(parts)) await build(name, file, version);
      const directory = `${folder}/menu/assets`;
      await storeAssets({ store, directory, deployed: [], now: new Date() });
      const command = how === 'deploy' ? ['deploy'] : ['versions', 'upload'];
      const service = wrangler('menu-service', ...command, '--tag', version);
      // A face is bound to its service, so the first service comes before it.
      if (how === 'deploy') await service;
      await wrangler('menu', ...command, '--tag', version, '--message', toVersionMessage(toBuild(version)));
      await service;
      return ['jogakbo-menu-service', 'jogakbo-menu'].map(
        (name) => cloud.account.scripts[name]?.versions.at(-1)?.id as string,
      );
    },
    /** Uploads a version of the face alone. Returns its id. */
    async addFace(version: string) {
      await build('menu', parts.menu, version);
      await wrangler(
        'menu',
        'versions',
        'upload',
        '--tag',
        version,
        '--message',
        toVersionMessage(toBuild(version)),
      );
      return cloud.account.scripts['jogakbo-menu']?.versions.at(-1)?.id as string;
    },
    wrangler,
    /** Runs a command of the project. */
    run: (...args: string[]) => run(args),
    preview: (...args: string[]) => run(['tools/preview.ts', ...args, '--secrets', secrets]),
    release: (...args: string[]) => run(['tools/release.ts', 'menu', ...args, '--secrets', secrets]),
    startRelease: (...args: string[]) => start(['tools/release.ts', 'menu', ...args, '--secrets', secrets]),
    async close() {
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };

  async function write(name: string, config: object): Promise<void> {
    await Bun.write(`${folder}/${name}/wrangler.json`, JSON.stringify({ ...common, ...config }));
  }

  async function build(name: string, file: string, version: string): Promise<void> {
    await bundle({
      ...{ entrypoints: [`${import.meta.dir}/${file}`], outdir: `${folder}/${name}`, naming: 'index.js' },
      ...{ target: 'browser', format: 'esm', conditions: ['workerd', 'worker'] },
      external: ['cloudflare:*', 'node:*'],
      define: { VERSION: JSON.stringify(version), BUILD: JSON.stringify(toBuild(version)) },
    });
    const config = { name: `jogakbo-${name}`, main: 'index.js', workers_dev: false, vars };
    if (name !== 'menu') return write(name, config);
    await rm(`${folder}/menu/assets`, { recursive: true, force: true });
    await Bun.write(`${folder}/menu/assets${toFile(version)}`, `export default '${version}';`);
    await write(name, {
      ...config,
      services: [{ binding: 'MENU', service: 'jogakbo-menu-service' }],
      assets: { directory: 'assets', binding: 'ASSETS', run_worker_first: true },
    });
  }

  async function wrangler(name: string, ...args: string[]): Promise<string> {
    const config = ['--config', `${folder}/${name}/wrangler.json`];
    const { code, output } = await run(['tools/wrangler.ts', ...args, ...config]);
    if (code !== 0) throw new Error(output);
    return output;
  }

  async function createNamespace(): Promise<string> {
    const title = 'jogakbo-shell-releases';
    const { id } = await cloudflare.post('/storage/kv/namespaces', { title }, v.object({ id: v.string() }));
    return id;
  }

  async function createBucket(): Promise<string> {
    await cloudflare.post('/r2/buckets', { name: assetBucket }, v.unknown());
    return assetBucket;
  }

  function run(args: string[]) {
    return start(args).ended;
  }

  function start(args: string[]) {
    const child = Bun.spawn([process.execPath, ...args], {
      ...{ cwd: root, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
      env: { PATH: process.env.PATH ?? '', HOME: folder, USER: 'mina', ...environment },
    });
    let output = '';
    const read = async (stream: ReadableStream<Uint8Array>) => {
      const decoder = new TextDecoder();
      for await (const chunk of stream) output += decoder.decode(chunk, { stream: true });
    };
    const ended = Promise.all([child.exited, read(child.stdout), read(child.stderr)]);
    return {
      ended: ended.then(([code]) => ({ code, output })),
      /** What it has written so far. */
      output: () => output,
      interrupt: () => child.kill('SIGINT'),
    };
  }
}

/** How the answers of a version such as `v2` are called. */
export function toBuild(version: string): string {
  return version.slice(1).padStart(10, '0');
}

/** The path of the script of a version. */
export function toFile(version: string): string {
  return `/assets/menu/${toBuild(version)}/strip.js`;
}

/** The workers of the slice, and their sources. */
const parts = { 'menu-service': 'releasing-service.helper.ts', menu: 'releasing-face.helper.ts' };
