import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toServiceName, type Worker } from '../tools/workers.ts';

/**
 * Puts two versions of one worker behind its name, as in a gradual deployment. `GET /share?of=0.5` of that worker sets the share of
 * requests for the next version. Each version alone has the worker's name with `-now` or `-next`.
 */
export async function createDeployment(now: Worker, next: Worker) {
  const directory = await mkdtemp(join(tmpdir(), 'jogakbo-deployment-'));
  const config = `${directory}/wrangler.toml`;
  const service = toServiceName(now);
  await Bun.write(`${directory}/dist/worker/index.js`, script);
  await Bun.write(
    config,
    `name = "${service}"
main = "dist/worker/index.js"
compatibility_date = "2026-11-16"
compatibility_flags = ["enable_request_signal"]
services = [
  { binding = "NOW", service = "${service}-now" },
  { binding = "NEXT", service = "${service}-next" },
${now.tiers ? `  { binding = "BFF", service = "${service}-now", entrypoint = "Bff" },` : ''}
]
`,
  );
  return {
    rewire: (workers: Worker[], after = now): Worker[] => [
      ...workers.filter(({ name }) => name !== now.name),
      { ...now, directory, config },
      { ...after, name: `${now.name}-now` },
      { ...next, name: `${now.name}-next` },
    ],
    remove: () => rm(directory, { recursive: true }),
  };
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
};
export const Bff = { fetch: (request, env) => env.BFF.fetch(request) };`;
