import { BuildError } from './build/bundle.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { findDeno } from './find-deno.ts';
import { buildServer, type ServedTopology } from './serve/build-server.ts';
import { openFolder } from './serve/open-folder.ts';
import { readServices } from './serve/read-services.ts';
import { isRuntime, runtimes, toCommand } from './serve/to-command.ts';
import { TopologyError } from './topology/config.ts';
import { root } from './workers.ts';

const help = `Usage: bun run serve [--services <url>] [--secrets <file>] [--runtime bun|deno] [--build]
       bun run serve --topology monolith [--data <folder>] [--seed] [--secrets <file>] [--build]

Runs the shell and the faces as one program, on Bun or on Deno. The services stay where they are, with their stores: the program calls
them at their gateway (gateway/README.md), and signs each call with the key of the shell. Ctrl-C answers the open requests for 10 s at
most, then stops.

  --services <url>   the gateway of a shop. Without it, the shop of this machine: SERVICES_PORT=8789 bun run dev
  --secrets <file>   the secrets of that shop, as bun run keys wrote them. Variables of the same name come first, such as
                     UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN
  --runtime deno     runs it on Deno, from PATH: npm install --global deno
  --build            only builds it, and says how to start it on another machine

With --topology monolith, the services are in the program, too: the whole shop is one process of Bun, with its stores in SQLite.

  --data <folder>    the folder of all stores, which one process may use at a time; .wrangler/monolith where left out. Copy it to keep a
                     backup, while the shop does not run
  --seed             fills a new folder with the products of bun run dev; --products <n> with that many
  --secrets <file>   the secrets of the shop. Without it, the folder gets keys of its own, and payments are test payments
  UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN
                     where carts and sessions are. Without them, the program starts a redis-server of its own with its data in the folder

Both read these variables:

  PORT=8788          the port of the shop
  HOST=127.0.0.1     the address that it listens on
  ORIGIN             the address by which browsers reach it, such as https://shop.example, if a proxy in front of it speaks https
  BEHIND_PROXY=1     the proxy sets x-forwarded-for. Without it, the address of the client is that of the connection
  LOG_LEVEL=info     logs every request; error (the default) logs failures only

There is no binding for releases, so each slice has one version, and none for old files and recorded views. Pages are not compressed; the
proxy does that. Without the services, copies of fragments end by their age, as events reach only the workers.`;

const options = {
  services: { type: 'string' },
  secrets: { type: 'string' },
  runtime: { type: 'string', default: 'bun' },
  topology: { type: 'string', default: 'server' },
  data: { type: 'string' },
  seed: { type: 'boolean' },
  products: { type: 'string' },
  build: { type: 'boolean' },
} as const;
const { values } = readOptions(help, options);
const { runtime, topology, build: onlyBuild } = values;
if (!isRuntime(runtime)) fail(`There is no runtime ${runtime}. There are: ${runtimes.join(', ')}.`, 2);
if (topology !== 'server' && topology !== 'monolith')
  fail(`bun run serve has the topologies server, where left out, and monolith, not ${topology}.`, 2);
checkOptions(topology);
const deno = runtime === 'deno' ? findDeno(`${root}/platform/compose/runtimes/programs`) : undefined;
if (runtime === 'deno' && !deno && !onlyBuild)
  fail('Deno is not installed. Install it: npm install --global deno');
const variables = onlyBuild ? {} : await readVariables(topology);

console.log(topology === 'monolith' ? 'Building the whole shop …' : 'Building the shell and the faces …');
const program = await buildServer(topology).catch((error) => {
  if (!(error instanceof BuildError || error instanceof TopologyError)) throw error;
  return fail(error.message);
});
if (onlyBuild) {
  const names = topology === 'monolith' ? ['bun'] : ['bun', 'deno'];
  const commands = names.map((name) => `  ${toCommand(name, 'worker/index.js').join(' ')}`);
  const set = topology === 'monolith' ? 'DATA to the folder of the stores,' : 'SERVICES_URL';
  console.log(`Built ${program.replace(/\/worker\/index\.js$/, '')}. Copy that folder, set ${set} and the secrets, and run in it:
${commands.join('\n')}`);
  process.exit(0);
}
const child = Bun.spawn(toCommand(deno ?? process.execPath, program), {
  env: { LOG_LEVEL: 'error', ...variables, ...process.env },
  stdio: ['inherit', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
process.exit(await child.exited);

async function readVariables(topology: ServedTopology): Promise<Record<string, string>> {
  const { services, secrets, data = `${root}/.wrangler/monolith`, seed = false, products } = values;
  if (topology === 'server') return readServices(services, secrets);
  return openFolder({
    ...{ folder: data, secrets, seed },
    products: products === undefined ? undefined : Number(products),
  });
}

/** Refuses an option that the topology does not have. */
function checkOptions(topology: ServedTopology): void {
  const others = topology === 'server' ? (['data', 'seed', 'products'] as const) : (['services'] as const);
  const wrong = others.find((name) => values[name] !== undefined);
  if (wrong)
    fail(
      topology === 'server'
        ? `--${wrong} is for the whole shop: add --topology monolith.`
        : `--${wrong} is for the shell and the faces alone. The monolith has its services in it.`,
      2,
    );
  if (topology === 'monolith' && values.runtime === 'deno')
    fail('The monolith needs the SQLite of Bun. Deno runs the shell and the faces: leave out --topology.', 2);
  if (values.products !== undefined && !(values.seed && /^[1-9]\d{0,6}$/.test(values.products)))
    fail('--products is a number, and needs --seed.', 2);
}
