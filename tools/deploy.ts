import { dirname } from 'node:path';
import { readGraph } from './graph.ts';
import { toDeployOrder } from './to-deploy-order.ts';
import { namesAmong, readTopology, topologyHelp } from './topology/read-topology.ts';
import { writeTopology } from './topology/write-topology.ts';
import { tiersOf, type Worker } from './workers.ts';

const help = `Usage: bun run deploy <slice> … [--topology <name>] [--dry-run] [other flags of wrangler deploy]

Deploys the workers of a slice, each after those that it calls: its service, then its face. \`shell\` deploys the shell, \`services\`
every service, \`all\` all workers. wrangler builds each worker first. --dry-run shows what would be uploaded.

${topologyHelp}`;

const topology = readTopology();
const args = namesAmong(process.argv.slice(2));
const names = args.filter((argument) => !argument.startsWith('-'));
const flags = args.filter((argument) => argument.startsWith('-'));
if (flags.includes('--help')) {
  console.log(help);
  process.exit(0);
}

const workers = await writeTopology(topology);
const slices = [...new Set(workers.map(({ slice }) => slice))].sort();
const groups = ['services', 'all'];
const unknown = names.filter((name) => !groups.includes(name) && !slices.includes(name));
if (names.length === 0 || unknown.length > 0) {
  const said = unknown.length > 0 ? `No slice is called ${unknown.join(', ')}.` : 'Name a slice to deploy.';
  console.error(`${said} There are: ${[...slices, ...groups].join(', ')}.\n\n${help}`);
  process.exit(2);
}

const order = toDeployOrder(await readGraph()).map(({ name }) => name);
const chosen = workers.filter(isChosen).sort((a, b) => placeOf(a) - placeOf(b));
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

/** A joined worker comes after all that its tiers call. */
function placeOf(worker: Worker): number {
  return Math.max(...tiersOf(worker).map(({ name }) => order.indexOf(name)));
}

function isChosen({ kind, slice }: Worker): boolean {
  return names.some(
    (name) => name === 'all' || name === slice || (name === 'services' && kind === 'service'),
  );
}

function deploy(worker: Worker): Promise<number> {
  const wrangler = Bun.spawn([process.execPath, `${import.meta.dir}/wrangler.ts`, 'deploy', ...flags], {
    cwd: dirname((tiersOf(worker)[0] as Worker).config),
    env: { ...process.env, TOPOLOGY: topology },
    stdio: ['inherit', 'inherit', 'inherit'],
  });
  return wrangler.exited;
}
