#!/usr/bin/env bun
import { fileURLToPath } from 'node:url';
import { namesAmong, readTopology } from './topology/read-topology.ts';
import { redirectConfig } from './topology/redirect-config.ts';

const args = namesAmong(process.argv.slice(2));
const problem = await redirectConfig(process.cwd(), readTopology());
if (problem && ['deploy', 'versions'].includes(args[0] ?? '')) {
  console.error(problem);
  process.exit(2);
}

// Wrangler needs Node 22 or later. This file starts it on Bun, so the machine's Node does not matter.
const cli = fileURLToPath(import.meta.resolve('wrangler'));
const wrangler = Bun.spawn([process.execPath, cli, ...args], {
  stdio: ['inherit', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => wrangler.kill(signal));
process.exit(await wrangler.exited);
