import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  toMiniflareOptions,
  toServiceName,
  type WorkerOptions,
} from '../tools/runtime/to-miniflare-options.ts';
import type { Worker } from '../tools/workers.ts';

/**
 * Two versions of one worker behind its name, as in a gradual deployment: `GET /share?of=0.5` of that worker says how many of
 * its requests the next version gets.
 *
 * @returns what puts them in the place of the worker of that name
 */
export async function createDeployment(now: Worker, next: Worker) {
  const name = toServiceName(now);
  const directory = await mkdtemp(join(tmpdir(), 'jogakbo-deployment-'));
  const config = `${directory}/wrangler.toml`;
  await Bun.write(`${directory}/dist/worker/index.js`, script);
  await Bun.write(
    config,
    `name = "${name}"
main = "dist/worker/index.js"
compatibility_date = "2026-11-16"
compatibility_flags = ["enable_request_signal"]
services = [{ binding = "NOW", service = "${name}-now" }, { binding = "NEXT", service = "${name}-next" }]
`,
  );
  const settings = { LOG_LEVEL: 'error' };
  const workers = [
    await toMiniflareOptions({ ...now, directory, config }, settings),
    rename(await toMiniflareOptions(now, settings), `${name}-now`),
    rename(await toMiniflareOptions(next, settings), `${name}-next`),
  ];
  await rm(directory, { recursive: true });
  return (all: WorkerOptions[]) => [...all.filter((worker) => configOf(worker).name !== name), ...workers];
}

const script = `
let share = 0;
let passed = 0;
export default {
  fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/share') {
      share = Number(searchParams.get('of'));
      return new Response();
    }
    passed += share;
    const next = passed >= 1;
    if (next) passed -= 1;
    return (next ? env.NEXT : env.NOW).fetch(request);
  },
};`;

const configOf = (worker: WorkerOptions) => (worker as unknown as { config: { name: string } }).config;
const rename = (worker: WorkerOptions, name: string) =>
  ({ ...worker, config: { ...configOf(worker), name } }) as unknown as WorkerOptions;
