import { dirname } from 'node:path';
import { listWorkers, type Worker } from './workers.ts';

const help = `Usage: bun run deploy <slice> … [--dry-run] [other flags of wrangler deploy]

Deploys a slice's workers in the order in which they need each other: service, BFF, frontend. \`shell\` deploys the shell,
\`all\` everything. Each worker builds itself. --dry-run shows what would be uploaded.`;

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
if (flags.includes('--help')) {
  console.log(help);
  process.exit(0);
}

const workers = await listWorkers();
const slices = [...new Set(workers.map(({ slice }) => slice))].sort();
const unknown = names.filter((name) => name !== 'all' && !slices.includes(name));
if (names.length === 0 || unknown.length > 0) {
  const said = unknown.length > 0 ? `No slice is called ${unknown.join(', ')}.` : 'Say what to deploy.';
  console.error(`${said} There are: ${slices.join(', ')}, all.\n\n${help}`);
  process.exit(2);
}

// Services first: a caller is never newer than what it calls.
const chosen = workers.filter(({ slice }) => names.includes('all') || names.includes(slice));
for (const [index, worker] of chosen.entries()) {
  console.log(`\n[${index + 1}/${chosen.length}] ${worker.name}`);
  const code = await deploy(worker);
  if (code === 0) continue;
  const left = chosen.slice(index + 1).map(({ name }) => name);
  console.error(
    `\n${worker.name} was not deployed.${left.length > 0 ? ` Nor were, after it: ${left.join(', ')}.` : ''}`,
  );
  process.exit(code);
}

function deploy(worker: Worker): Promise<number> {
  const wrangler = Bun.spawn([process.execPath, `${import.meta.dir}/wrangler.ts`, 'deploy', ...flags], {
    cwd: dirname(worker.config),
    stdio: ['inherit', 'inherit', 'inherit'],
  });
  return wrangler.exited;
}
