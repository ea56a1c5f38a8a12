import { defaultTopology, topologies } from '../tools/topology/topologies.ts';

/** The programs that can run the shop of system and browser tests in place of workerd, and what runs there. */
export const servers = {
  bun: 'the shell and the faces as a program on Bun, with the services in workerd',
  deno: 'the same program on Deno',
  'bun-monolith': 'the whole shop as one process of Bun with SQLite',
};
export type Server = keyof typeof servers;

/** The server of this process. `bun run test --server` sets it. */
export const server = process.env.SERVER as Server | undefined;

/** A file of tests that does not apply to some servers, or to some topologies. */
type LeftOut = { file: string; servers?: Server[]; topologies?: string[]; reason: string };

const everyServer = Object.keys(servers) as Server[];
const otherTopologies = Object.keys(topologies).filter((name) => name !== defaultTopology);
/** The topologies in which slices share workers. */
const joined = otherTopologies.filter((name) => name !== 'tiers');
const ownWorkers = 'it starts workers of its own, which are the same in every topology';
const deploys = 'only faces and tiers can be deployed, and it deploys faces';

export const leftOut: LeftOut[] = [
  {
    file: 'tests/system/console.test.ts',
    servers: everyServer,
    reason: 'traces are collected by bun run dev, in front of workers',
  },
  {
    file: 'tests/system/data-centre.test.ts',
    servers: everyServer,
    reason: 'a program has no Cache API, only the copies of its own process',
  },
  {
    file: 'tests/system/legacy.test.ts',
    servers: ['deno'],
    reason: 'Deno has no HTMLRewriter, so the program refuses LEGACY_ORIGIN there',
  },
  {
    file: 'tests/system/limits.test.ts',
    servers: everyServer,
    topologies: ['tiers'],
    reason: 'it counts invocations of workers: a program has none, and tiers has no limit',
  },
  {
    file: 'tests/system/monolith.test.ts',
    servers: everyServer,
    topologies: otherTopologies,
    reason: 'it opens topologies of its own in workerd',
  },
  {
    file: 'tests/system/serve.test.ts',
    servers: ['bun-monolith'],
    reason: 'it starts the shell and the faces alone, which need services in workers',
  },
  {
    file: 'tests/system/versions.test.ts',
    servers: everyServer,
    topologies: joined,
    reason: 'a slice has no versions of its own there',
  },
  {
    file: 'tests/browser/take-over.test.ts',
    servers: everyServer,
    reason: 'a take-over is a release, and only the worker of the shell reads the release map',
  },
  ...['tests/system/alone.test.ts', 'tests/browser/alone.test.ts'].map((file) => ({
    file,
    topologies: otherTopologies,
    reason: 'a slice that runs alone is a face and a service',
  })),
  ...['deployed', 'new-slice', 'releases'].map((name) => ({
    file: `tests/system/${name}.test.ts`,
    topologies: otherTopologies,
    reason: deploys,
  })),
  ...['system/schema-change', 'system/serve-monolith']
    .concat('browser/foreign-islands', 'browser/playground', 'browser/tractor')
    .map((name) => ({ file: `tests/${name}.test.ts`, topologies: otherTopologies, reason: ownWorkers })),
];

/**
 * Says why a file of tests does not apply to a run.
 *
 * @param text the source of the file
 * @returns undefined if it applies
 */
export function whyLeftOut(
  file: string,
  text: string,
  { topology, server }: { topology: string; server: Server | undefined },
): string | undefined {
  if (server && !opensShop.test(text))
    return 'it starts programs of its own, which are the same on every server';
  return leftOut.find(
    (each) =>
      each.file === file &&
      (each.topologies?.includes(topology) || (server && each.servers?.includes(server))),
  )?.reason;
}

const opensShop = /\bopen(?:(?:Shared)?Shop|TakeOver)\(/;
