#!/usr/bin/env bun
import { fileURLToPath } from 'node:url';

// Wrangler needs Node 22 or later. This file starts it on Bun, so the machine's Node does not matter.
const cli = fileURLToPath(import.meta.resolve('wrangler'));
const wrangler = Bun.spawn([process.execPath, cli, ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => wrangler.kill(signal));
process.exit(await wrangler.exited);
