import { dirname } from 'node:path';
import { readGraph } from './graph.ts';
import { toDeployOrder } from './to-deploy-order.ts';
import { listWorkers, type Worker } from './workers.ts';

const help = `Usage: bun run deploy <slice> … [--dry-run] [other flags of wrangler deploy]

Deploys the workers of a slice, each after those that it calls: service, BFF, frontend. \`shell\` deploys the shell, \`services\`
every service, \`all\` all workers. wrangler builds each worker first. --dry-run shows what would be uploaded.`;

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
if (flags.includes('--help')) {
  console.log(help);
  process.exit(0);
}

const workers = await listWorkers();
const slices = [...new Set(workers.map(({ slice }) => slice))].sort();
const groups = ['services', 'all'];
const unknown = names.filter((name) => !groups.includes(name) && !slices.includes(name));
if (names.length === 0 || unknown.length > 0) {
  const said = unknown.length > 0 ? `No slice is called ${unknown.join(', ')}.` : 'Name a slice to deploy.';
  console.error(`${said} There are: ${[...slices, ...groups].join(', ')}.\n\n${help}`);
  process.exit(2);
}

const order = toDeployOrder(await readGraph()).map(({ name }) => name);
const chosen = workers.filter(isChosen).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
for (const [index, worker] of chosen.entries()) {
  console.log(`\n[${index + 1}/${chosen.length}] ${worker.name}`);
  const code = await deploy(worker);
  if (code === 0) continue;
  const left = chosen.slice(index + 1).map(({ name }) => name);
  console.error(
    `\n${worker.name} was not deployed.${left.length > 0 ? ` These were not deployed either: ${left.join(', ')}.` : ''}`,
  );
  process.exit(code);
}

function isChosen({ kind, slice }: Worker): boolean {
  return names.some(
    (name) => name === 'all' || name === slice || (name === 'services' && kind === 'service'),
  );
}

function deploy(worker: Worker): Promise<number> {
  const wrangler = Bun.spawn([process.execPath, `${import.meta.dir}/wrangler.ts`, 'deploy', ...flags], {
    cwd: dirname(worker.config),
    stdio: ['inherit', 'inherit', 'inherit'],
  });
  return wrangler.exited;
}
