#!/usr/bin/env bun
import { findWrangler } from './find-wrangler.ts';
import { findConfig } from './topology/find-config.ts';
import { namesAmong, readTopology } from './topology/read-topology.ts';

// In the folder of a frontend, wrangler works on the slice's face, whose configuration is written from those of its tiers.
const args = namesAmong(process.argv.slice(2));
if (!args.some((arg) => /^(-c|--config)(=|$)/.test(arg))) {
  const { config, refusal } = await findConfig(process.cwd(), readTopology());
  if (refusal) {
    console.error(refusal);
    process.exit(2);
  }
  if (config) args.push('--config', config);
}

// Wrangler needs Node 22 or later. This file starts it on Bun, so the machine's Node does not matter.
const wrangler = Bun.spawn([process.execPath, findWrangler(), ...args], {
  stdio: ['inherit', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => wrangler.kill(signal));
process.exit(await wrangler.exited);
