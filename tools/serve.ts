import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BuildError } from './build/bundle.ts';
import { readSecrets, secretsOf } from './deploy/secrets-file.ts';
import { findDeno } from './find-deno.ts';
import { fail } from './operator/fail.ts';
import { buildServer } from './serve/build-server.ts';
import { isRuntime, runtimes, toCommand } from './serve/to-command.ts';
import { root } from './workers.ts';

const help = `Usage: bun run serve [--services <url>] [--secrets <file>] [--runtime bun|deno] [--build]

Runs the shell and the faces as one program, on Bun or on Deno. The services stay where they are, with their stores: the program calls
them at their gateway (gateway/README.md), and signs each call with the key of the shell. Ctrl-C answers the open requests for 10 s at
most, then stops.

  --services <url>   the gateway of a shop. Without it, the shop of this machine: SERVICES_PORT=8789 bun run dev
  --secrets <file>   the secrets of that shop, as bun run keys wrote them. Variables of the same name come first, such as
                     UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN
  --runtime deno     runs it on Deno, from PATH: npm install --global deno
  --build            only builds it, and says how to start it on another machine

  PORT=8788          the port of the shop
  HOST=127.0.0.1     the address that it listens on
  ORIGIN             the address by which browsers reach it, such as https://shop.example, if a proxy in front of it speaks https
  BEHIND_PROXY=1     the proxy sets x-forwarded-for. Without it, the address of the client is that of the connection
  LOG_LEVEL=info     logs every request; error (the default) logs failures only

It has no binding for releases, so each slice has one version, and none for old files and recorded views. Pages are not compressed; the
proxy does that. Copies of fragments end by their age, as events reach only the workers.`;

const { values } = parse();
if (values.help) {
  console.log(help);
  process.exit(0);
}
const { services, secrets: secretsPath, runtime = 'bun', build: onlyBuild } = values;
if (!isRuntime(runtime)) fail(`There is no runtime ${runtime}. There are: ${runtimes.join(', ')}.`, 2);
const deno = runtime === 'deno' ? findDeno(`${root}/platform/compose/runtimes/programs`) : undefined;
if (runtime === 'deno' && !deno && !onlyBuild)
  fail('Deno is not installed. Install it: npm install --global deno');
const variables = onlyBuild ? {} : await readVariables();

console.log('Building the shell and the faces …');
const program = await buildServer().catch((error) => {
  if (!(error instanceof BuildError)) throw error;
  return fail(error.message);
});
if (onlyBuild) {
  const [bun, onDeno] = [['bun'], ['deno']].map(([name]) =>
    toCommand(name as string, 'worker/index.js').join(' '),
  );
  console.log(`Built ${program.replace(/\/worker\/index\.js$/, '')}. Copy that folder, set SERVICES_URL and the secrets, and run in it:
  ${bun}
  ${onDeno}`);
  process.exit(0);
}
const child = Bun.spawn(toCommand(deno ?? process.execPath, program), {
  env: { LOG_LEVEL: 'error', ...variables, ...process.env },
  stdio: ['inherit', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
process.exit(await child.exited);

async function readVariables(): Promise<Record<string, string>> {
  if (!services) return readOwnShop();
  if (!secretsPath) return { SERVICES_URL: services };
  const read = await readSecrets(secretsPath);
  if (!read.ok) return fail(read.reason);
  return { ...secretsOf(read.secrets, 'shell', Object.keys(read.secrets)), SERVICES_URL: services };
}

/** The variables of the shop that `bun run dev` runs here. */
function readOwnShop(): Record<string, string> {
  const path = `${root}/.wrangler/state/server.json`;
  if (!existsSync(path))
    fail(
      'Name the services: --services <url>. For the shop of this machine, start it with: SERVICES_PORT=8789 bun run dev',
      2,
    );
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}

function parse() {
  try {
    return parseArgs({
      options: {
        services: { type: 'string' },
        secrets: { type: 'string' },
        runtime: { type: 'string' },
        build: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${help}`, 2);
  }
}
