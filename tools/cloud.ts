import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { toEnvironment } from './cloud/to-environment.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { invocationLimit } from './runtime/limits/read-limit.ts';
import { root } from './workers.ts';

const help = `Usage: bun run cloud [--port <port>] [--shop-port <port>] [--state <folder>] [--limit <n>] [--verbose]
       bun run cloud env [--state <folder>]

Starts a Cloudflare for this machine: the part of its API that wrangler uses, and the workers that are deployed to it. With it, a
deploy can be rehearsed with the real wrangler. \`bun run cloud env\` prints the variables that lead wrangler to it:

  eval "$(bun run --silent cloud env)"
  bun run deploy all --secrets ~/jogakbo-rehearsal.json

  --port       the port of the API (8790)
  --shop-port  the port of the deployed workers (8791); <worker>.localhost names one of them
  --state      where it keeps the account and its stores (.wrangler/cloud)
  --limit      the invocations of workers that one request may make (32, as on Cloudflare; 0 for any number)
  --verbose    prints each request to the API

GET /limits of the API shows what the last requests of the workers cost. tools/cloud/README.md says what it cannot simulate.`;

const options = {
  port: { type: 'string', default: '8790' },
  'shop-port': { type: 'string', default: '8791' },
  state: { type: 'string' },
  limit: { type: 'string', default: String(invocationLimit) },
  verbose: { type: 'boolean' },
} as const;

const { values, positionals, misuse } = readOptions(help, options, 1);
const [command] = positionals;
if (command !== undefined && command !== 'env') misuse(`Unexpected argument: ${command}.`);
const stateDirectory = resolve(values.state ?? `${root}/.wrangler/cloud`);

if (command === 'env') {
  const path = `${stateDirectory}/environment.json`;
  if (!existsSync(path))
    fail(`No local Cloudflare has run with ${stateDirectory}. Start it with bun run cloud.`);
  for (const [name, value] of Object.entries(toEnvironment(JSON.parse(readFileSync(path, 'utf8')))))
    console.log(`export ${name}='${value}'`);
  process.exit(0);
}

// `cloud env` needs none of it, and should answer at once.
const { startCloud } = await import('./cloud/start-cloud.ts');
const cloud = await startCloud({
  port: toPort(values.port),
  shopPort: toPort(values['shop-port']),
  stateDirectory,
  limit: toLimit(values.limit),
  ...(values.verbose ? { onRequest: console.log } : {}),
  onLog: console.log,
}).catch((error) =>
  fail(
    error.code === 'EADDRINUSE'
      ? `${error.message} Choose another one with --port or --shop-port.`
      : error.message,
  ),
);
const { api, shop } = cloud.environment;
console.log(`Cloudflare's API is at ${api}, and deployed workers at ${shop}. In another terminal:\n
  eval "$(bun run --silent cloud env${values.state ? ` --state ${values.state}` : ''})"`);
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, async () => {
    if (ending) process.exit(1);
    ending = true;
    await cloud.close();
    process.exit(0);
  });

function toPort(given: string): number {
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  return misuse(`This is no port: ${given}.`);
}

function toLimit(given: string): number {
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 0) return limit;
  return misuse(`This is no number of invocations: ${given}.`);
}
