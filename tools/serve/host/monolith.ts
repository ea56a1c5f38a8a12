import config from 'jogakbo:config';
import * as joined from 'jogakbo:worker';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { lockState } from '../../runtime/lock-state.ts';
import { finishWork, waitUntil } from './background.ts';
import { createAssets } from './create-assets.ts';
import { createServer } from './create-server.ts';
import { listen, toListenProblem } from './listen.ts';
import { openDoor } from './open-door.ts';
import { openRedis } from './open-redis.ts';
import { readSettings } from './read-settings.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { openStores } from './stores/open-stores.ts';

// The program that `bun run serve --topology monolith` builds: shell, faces and services in one process of Bun. It keeps everything in the
// folder of the variable DATA.

const { env: given } = process;
const besideProgram = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const ownRedis = !given.UPSTASH_REDIS_REST_URL && {
  UPSTASH_REDIS_REST_URL: 'own',
  UPSTASH_REDIS_REST_TOKEN: 'own',
};
const folder = given.DATA;
const first = readSettings({ ...given, ...ownRedis }, config);
const problems = [
  ...(folder ? [] : ['DATA is not set: the folder of the stores.']),
  ...(first.ok ? [] : first.problems),
];
if (!first.ok || !folder || problems.length > 0) fail(...problems);
const lock = orFail(() => lockState(folder), `The folder ${folder} cannot be used`);
const context = { waitUntil, passThroughOnException() {}, props: {} };
const stores = orFail(() =>
  openStores({
    ...{ folder, config: config.stores, migrations: besideProgram('migrations'), joined, context },
  }),
);
const redis = ownRedis ? await openRedis(`${folder}/redis`).catch((error) => fail(error.message)) : undefined;
const read = readSettings({ ...given, ...redis?.variables }, config);
if (!read.ok) fail(...read.problems);
const { settings } = read;
const { env } = stores;
Object.assign(env, settings.variables, { [config.assets]: createAssets(besideProgram('assets')) });

const server = await listen(settings, createServer(settings, env)).catch(async (error) => {
  await redis?.close();
  return fail(toListenProblem(settings, error));
});
const door = given.TIERS_PORT
  ? openDoor({
      ...{ port: Number(given.TIERS_PORT), token: given.OPERATOR_TOKEN as string, env, context },
      runCron: stores.runCron,
    })
  : undefined;
stores.start({ crons: given.CRONS !== 'none' });
console.log(`Jogakbo is open: http://${settings.host}:${server.port}`);
stopOnSignal(async () => {
  stores.stop();
  await server.stop();
  await door?.stop();
  await finishWork();
  stores.close();
  await redis?.close();
  lock.release();
});

function orFail<Value>(work: () => Value, what?: string): Value {
  try {
    return work();
  } catch (error) {
    const { message } = error as Error;
    return fail(/in use by/.test(message) || !what ? message : `${what}: ${message}`);
  }
}

function fail(...sentences: string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(2);
}
