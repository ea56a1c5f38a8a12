/** The programs that can run the shop of system and browser tests in place of workerd, and what runs there. */
export const servers = {
  bun: 'the shell and the faces as a program on Bun, with the services in workerd',
  deno: 'the same program on Deno',
  'bun-monolith': 'the whole shop as one process of Bun with SQLite',
};
export type Server = keyof typeof servers;

/** The server of this process. `bun run test --server` sets it. */
export const server = process.env.SERVER as Server | undefined;

/** A file of tests that ask for something that a server does not have. */
type LeftOut = { file: string; servers: Server[]; reason: string };

const everyServer = Object.keys(servers) as Server[];
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
    file: 'tests/system/limits.test.ts',
    servers: everyServer,
    reason: 'invocations of workers are counted, and a program has none',
  },
  {
    file: 'tests/system/versions.test.ts',
    servers: everyServer,
    reason: 'a program has one version of each slice',
  },
];

/** The files of tests that do not apply to a server. */
export function leftOutOn(name: Server | undefined): LeftOut[] {
  return leftOut.filter(({ servers }) => name !== undefined && servers.includes(name));
}
