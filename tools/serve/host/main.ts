import config from 'jogakbo:config';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { finishWork } from './background.ts';
import { createServer } from './create-server.ts';
import { createServices } from './create-services.ts';
import { listen } from './listen.ts';
import { readSettings } from './read-settings.ts';

// The program that `bun run serve` builds. It runs on Bun and on Deno, reads its settings from variables, and keeps nothing.

const read = readSettings(process.env, config);
if (!read.ok) fail(read.problems);
const { settings } = read;
const services = createServices({
  url: settings.services,
  key: process.env.IDENTITY_KEY as string,
});
const problem = await services.findProblem();
if (problem) fail([problem]);
const answer = createServer(settings, services, fileURLToPath(new URL('../assets', import.meta.url)));
const server = await listen(settings, answer).catch((error) =>
  fail([
    error.code === 'EADDRINUSE' || error.name === 'AddrInUse'
      ? `Port ${settings.port} is taken. Stop the program that uses it, or set another PORT.`
      : `${settings.host}:${settings.port} cannot be opened: ${error.message}`,
  ]),
);
console.log(`Jogakbo is open: http://${settings.host}:${server.port}`);

/** Requests under way get this long for their answers. */
const longestStopMs = 10_000;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, async () => {
    if (stopping) process.exit(1);
    stopping = true;
    // A stream of events has no end by itself.
    setTimeout(() => process.exit(0), longestStopMs);
    await server.stop();
    await finishWork();
    process.exit(0);
  });

function fail(problems: string[]): never {
  for (const problem of problems) console.error(problem);
  process.exit(2);
}
