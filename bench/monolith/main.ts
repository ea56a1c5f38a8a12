import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '../../tools/command/fail.ts';
import { readOptions } from '../../tools/command/read-options.ts';
import { createMonolith } from './create-monolith.ts';
import { createDoor } from './door/create-door.ts';
import { openDatabase } from './open-database.ts';

const help = `Usage: bun bench/monolith/main.ts [--port <n>] [--state <file>] [--products <n>]

The shop as one program on one database, as it was before it was split.

  --port      8786 by default; 0 takes a free one
  --state     the file of the database, .wrangler/monolith.sqlite by default; :memory: keeps nothing
  --products  the number of products of a new database, 2,000 by default

With the environment variable DATA_KEY, holders of this key can read and write the rows at /data.`;

const options = {
  port: { type: 'string', default: '8786' },
  state: { type: 'string', default: `${import.meta.dir}/../../.wrangler/monolith.sqlite` },
  products: { type: 'string' },
} as const;
const { values } = readOptions(help, options);
const port = Number(values.port);
const products = values.products === undefined ? undefined : Number(values.products);
const isCount = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;
if (!isCount(port, 0, 65_535) || (products !== undefined && !isCount(products, 100, 1_000_000)))
  fail(help, 2);

if (values.state !== ':memory:') mkdirSync(dirname(values.state), { recursive: true });
const database = openDatabase(values.state, products);
const app = createMonolith(database);
const door = createDoor(database, process.env.DATA_KEY);
const server = serve();
console.log(`The monolith is ready: ${server.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, async () => {
    await server.stop();
    database.close();
    process.exit(0);
  });

function serve() {
  try {
    return Bun.serve({
      ...{ port, hostname: '127.0.0.1' },
      fetch: async (request) => (await door(request)) ?? app.fetch(request),
    });
  } catch (error) {
    return fail(
      `Port ${port} cannot be used: ${error instanceof Error ? error.message : error}. Try --port 0.`,
      2,
    );
  }
}
