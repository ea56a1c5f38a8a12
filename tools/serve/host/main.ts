import config from 'jogakbo:config';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { finishWork } from './background.ts';
import { createAssets } from './create-assets.ts';
import { createServer } from './create-server.ts';
import { createServices } from './create-services.ts';
import { listen, toListenProblem } from './listen.ts';
import { readSettings } from './read-settings.ts';
import { stopOnSignal } from './stop-on-signal.ts';

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
// It has no binding for releases, views and old files, so there is one version of everything, and no view is recorded.
const answer = createServer(settings, {
  ...settings.variables,
  [config.assets]: createAssets(fileURLToPath(new URL('../assets', import.meta.url))),
  ...Object.fromEntries(config.services.map(({ binding, slice }) => [binding, services.of(slice)])),
});
const server = await listen(settings, answer).catch((error) => fail([toListenProblem(settings, error)]));
console.log(`Jogakbo is open: http://${settings.host}:${server.port}`);
stopOnSignal(async () => {
  await server.stop();
  await finishWork();
});

function fail(problems: string[]): never {
  for (const problem of problems) console.error(problem);
  process.exit(2);
}
