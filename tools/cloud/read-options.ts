import { convertV4MiniflareOptions, type MiniflareOptions } from 'miniflare';
import {
  type Account,
  type AccountFile,
  folderOf,
  mainVersionOf,
  type Script,
  sharesOf,
  type Version,
} from './account.ts';
import { addBinding, routerName, toObject, toWorkerName } from './add-binding.ts';

type WorkerOptions = MiniflareOptions['workers'][number];
type OldOptions = Parameters<typeof convertV4MiniflareOptions>[0];
type OldWorker = Record<string, unknown> & { name: string };

/** The worker that is bound to every database, namespace and bucket of the account, so that the API reaches them. */
export const storesName = 'cloud-stores';
const toTailName = (script: string) => `cloud-tail-${script}`;

/** The settings of the process that runs the workers. */
export type Settings = {
  /** The code of router/worker.ts. */
  router: string;
  /** The address that receives the traces of a script with a tail. */
  tailUrl: string;
  /** The address that receives the points of datasets. */
  pointsUrl: string;
  /** Scripts with a tail. */
  tailed: ReadonlySet<string>;
  control: string;
};

/**
 * Lists the versions of a script that run: those of the deployment, and the newest one, so that it can be deployed without a restart.
 */
export function runningVersionsOf(script: Script): Version[] {
  const ids = new Set(sharesOf(script).map(({ version_id }) => version_id));
  if (ids.size === 0) return [];
  return script.versions.filter(
    (version, index) => ids.has(version.id) || index === script.versions.length - 1,
  );
}

/** The workers that a real account does not have, and the entrypoint of theirs that replaces a store. */
export function toLocal({ tailed }: Settings) {
  return { workers: [routerName, storesName, ...[...tailed].map(toTailName)], stores: ['Dataset'] };
}

/** Turns an account into the workers that Miniflare runs: one for each running version, and the router before them. */
export async function readOptions(file: AccountFile, settings: Settings): Promise<WorkerOptions[]> {
  // The account may change while modules are read. A router that names a worker of a later moment cannot be started.
  const account = structuredClone(file.account);
  const scripts = Object.values(account.scripts);
  const versions = await Promise.all(
    scripts.flatMap((script) =>
      runningVersionsOf(script).map((version) => toWorkers({ ...file, account }, script, version, settings)),
    ),
  );
  const workers = [toRouter(account, settings), toStores(account), ...toTails(settings), ...versions.flat()];
  return convertV4MiniflareOptions({ workers } as unknown as OldOptions).workers;
}

async function toWorkers(
  { account, directory }: AccountFile,
  script: Script,
  version: Version,
  { tailed }: Settings,
): Promise<OldWorker[]> {
  const folder = folderOf(directory, version);
  const name = toWorkerName(script, version);
  const isMain = mainVersionOf(script)?.id === version.id;
  const options: OldWorker = {
    name,
    compatibilityDate: version.compatibilityDate,
    compatibilityFlags: version.compatibilityFlags,
    modulesRoot: `${folder}/modules`,
    modules: await readModules(`${folder}/modules`, version),
    tails: tailed.has(script.name) ? [toTailName(script.name)] : [],
    unsafeRegisterWorker: false,
  };
  const tables: Record<string, Record<string, unknown>> = {};
  for (const binding of version.bindings) addBinding(tables, binding, { account, script, version });
  const own = Object.entries(script.classes);
  // Only one version owns the objects. The bindings of the others lead there.
  if (isMain)
    options.additionalUnboundDurableObjects = own.map(([className, { sqlite }]) =>
      toObject(script, className, sqlite),
    );
  if (isMain) options.queueConsumers = toConsumers(account, script);
  const { assets } = version;
  if (!assets) return [{ ...options, ...tables }];
  const assetsWorker = `${name}-assets`;
  const served = { directory: `${folder}/assets`, assetConfig: assets.config };
  if (assets.config.run_worker_first !== true) {
    const routerConfig = { has_user_worker: true, invoke_user_worker_ahead_of_assets: false };
    return [{ ...options, ...tables, assets: { ...served, ...nameOf(version), routerConfig } }];
  }
  // The worker asks for its assets itself, so Miniflare's own router is not needed.
  const bound = nameOf(version).binding;
  const serviceBindings = { ...tables.serviceBindings, ...(bound ? { [bound]: assetsWorker } : {}) };
  return [{ ...options, ...tables, serviceBindings }, toAssetsWorker(assetsWorker, served, version)];
}

function toConsumers(account: Account, script: Script): Record<string, unknown> {
  const own = account.queues.flatMap(({ queue_name, consumers }) =>
    consumers
      .filter((consumer) => consumer.script === script.name)
      .map((consumer) => [queue_name, consumer] as const),
  );
  return Object.fromEntries(
    own.map(([name, { settings, dead_letter_queue }]) => [
      name,
      {
        ...(dead_letter_queue ? { deadLetterQueue: dead_letter_queue } : {}),
        ...toNumber('maxBatchSize', settings.batch_size),
        ...toNumber('maxBatchTimeout', settings.max_wait_time_ms, 1_000),
        ...toNumber('maxRetries', settings.max_retries),
        ...toNumber('retryDelay', settings.retry_delay),
      },
    ]),
  );
}

function toNumber(name: string, value: number | null | undefined, unit = 1): Record<string, number> {
  return typeof value === 'number' ? { [name]: value / unit } : {};
}

function nameOf(version: Version): { binding?: string } {
  const binding = version.bindings.find(({ type }) => type === 'assets')?.name;
  return binding ? { binding } : {};
}

function toAssetsWorker(name: string, assets: object, { compatibilityDate }: Version): OldWorker {
  const contents = 'export default { fetch: () => new Response(null, { status: 404 }) };';
  const modules = [{ type: 'ESModule', path: '/none.js', contents }];
  return { name, compatibilityDate, modulesRoot: '/', modules, assets };
}

function toRouter(account: Account, { router, control, pointsUrl }: Settings): OldWorker {
  const scripts = Object.values(account.scripts);
  const targets = scripts.flatMap((script) =>
    runningVersionsOf(script).flatMap((version) =>
      ['', ...entrypointsOf(account, script)].map((entrypoint) => [
        `${version.id}/${entrypoint}`,
        { name: toWorkerName(script, version), ...(entrypoint ? { entrypoint } : {}) },
      ]),
    ),
  );
  return {
    ...{ name: routerName, compatibilityDate: '2026-11-16', modulesRoot: '/' },
    modules: [{ type: 'ESModule', path: '/router.js', contents: router }],
    bindings: { CONTROL: control, POINTS: pointsUrl, SHARES: sharesByScript(account) },
    serviceBindings: Object.fromEntries(targets),
  };
}

/** The shares of every script, as the router keeps them in memory. */
export function sharesByScript(account: Account) {
  return Object.fromEntries(Object.values(account.scripts).map((script) => [script.name, sharesOf(script)]));
}

/** The entrypoints of a script that some other script is bound to. */
function entrypointsOf(account: Account, { name }: Script): string[] {
  const bound = Object.values(account.scripts).flatMap((script) =>
    runningVersionsOf(script).flatMap(({ bindings }) =>
      bindings.filter(({ type, service }) => type === 'service' && service === name),
    ),
  );
  return [...new Set(bound.flatMap(({ entrypoint }) => (entrypoint ? [String(entrypoint)] : [])))];
}

function toStores({ databases, namespaces, buckets }: Account): OldWorker {
  return {
    ...{ name: storesName, compatibilityDate: '2026-11-16', modulesRoot: '/' },
    modules: [{ type: 'ESModule', path: '/stores.js', contents: 'export default {};' }],
    d1Databases: Object.fromEntries(databases.map(({ uuid }) => [uuid, uuid])),
    kvNamespaces: Object.fromEntries(namespaces.map(({ id }) => [id, id])),
    r2Buckets: Object.fromEntries(buckets.map(({ name }) => [name, name])),
  };
}

/** A trace has no name of its script here, so each followed script has a worker that adds it. */
function toTails({ tailUrl, tailed }: Settings): OldWorker[] {
  return [...tailed].map((script) => {
    const url = JSON.stringify(`${tailUrl}?script=${script}`);
    const contents = `export default { tail: (traces) => fetch(${url}, { method: 'POST', body: JSON.stringify(traces) }) };`;
    return {
      ...{ name: toTailName(script), compatibilityDate: '2026-11-16', modulesRoot: '/' },
      modules: [{ type: 'ESModule', path: '/tail.js', contents }],
    };
  });
}

/** Bun's FormData hides the type that wrangler gives to a module, so the ending of its name decides. */
const moduleTypes: Record<string, string> = {
  ...{ js: 'ESModule', mjs: 'ESModule', wasm: 'CompiledWasm', bin: 'Data' },
  ...{ txt: 'Text', html: 'Text', sql: 'Text' },
};

async function readModules(modulesRoot: string, { modules, mainModule }: Version) {
  const sorted = modules.toSorted((a, b) => Number(b === mainModule) - Number(a === mainModule));
  const read = sorted.map(async (name) => {
    const path = `${modulesRoot}/${name}`;
    const type = moduleTypes[name.split('.').at(-1) as string];
    if (!type) return [];
    const isText = type === 'ESModule' || type === 'Text';
    const contents = isText ? await Bun.file(path).text() : await Bun.file(path).bytes();
    return [{ type, path, contents }];
  });
  return (await Promise.all(read)).flat();
}
