import { buildWorker } from './build/build-worker.ts';
import { BuildError } from './build/bundle.ts';
import { createLiveReload } from './dev/create-live-reload.ts';
import { typeCheck } from './dev/type-check.ts';
import { watchSources } from './dev/watch-sources.ts';
import { startSystem } from './runtime/start-system.ts';
import { listWorkers, type Worker } from './workers.ts';

const help = `Usage: bun run dev

Builds every worker, starts them in one workerd, migrates and seeds their stores, and serves the shop. Edits are built and shown
at once. What was stored stays in .wrangler/state; delete that folder to start anew.

  PORT=8787        where to serve
  HOST=127.0.0.1   on which address
  LOG=info         one line a request; error (the default) only failures`;

if (process.argv.includes('--help')) {
  console.log(help);
  process.exit(0);
}

const embeddedNote = `an engine in memory, which forgets carts on restart. For a real one: apt-get install redis-server,
         or brew install redis`;

const started = performance.now();
const port = Number(process.env.PORT ?? 8787);
if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(`PORT is not a port: ${process.env.PORT}`);
const workers = await listWorkers();
const liveReload = createLiveReload();

step(`building ${workers.length} workers`);
await build(workers).catch((error) => fail(error.message));
const system = await startSystem({
  port,
  host: process.env.HOST ?? '127.0.0.1',
  logLevel: process.env.LOG === 'info' ? 'info' : 'error',
  development: liveReload.url,
  onStep: step,
}).catch((error) => fail(toStartProblem(error)));

const { engine, engineVersion } = system.upstash;
console.log(`
  Jogakbo is open: ${system.url}/products/51862822?item=183485417
  Redis: ${engine === 'redis' ? `redis-server ${engineVersion ?? ''}` : embeddedNote}
  ${workers.length} workers in one workerd, started in ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops them.
`);

const stopWatching = watchSources(workers, (touched) => {
  changes = changes.then(() => takeOver(touched));
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
let changes: Promise<void> = Promise.resolve();
let checking = new AbortController();
void checkTypes();

async function takeOver(touched: Worker[]): Promise<void> {
  const began = performance.now();
  try {
    await build(touched);
    await system.reload();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`\n${message}\n`);
    liveReload.show(message);
    return;
  }
  liveReload.show(null);
  liveReload.reload();
  console.log(
    `${touched.map(({ name }) => name).join(', ')} built and served in ${Math.round(performance.now() - began)} ms`,
  );
  void checkTypes();
}

async function checkTypes(): Promise<void> {
  checking.abort();
  const current = new AbortController();
  checking = current;
  const errors = await typeCheck(current.signal);
  if (current.signal.aborted) return;
  if (errors) console.error(`\n${errors}\n`);
  liveReload.show(errors);
}

async function build(touched: Worker[]): Promise<void> {
  const results = await Promise.allSettled(touched.map(buildWorker));
  const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const unexpected = faults.find((fault) => !(fault instanceof BuildError));
  if (unexpected) throw unexpected;
  if (faults.length > 0) throw new BuildError([...new Set(faults.map(({ message }) => message))].join('\n'));
}

async function stop(): Promise<never> {
  stopWatching();
  liveReload.stop();
  await system.close();
  process.exit(0);
}

function step(text: string): void {
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1).padStart(4)} s  ${text}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function toStartProblem(error: Error): string {
  if (!/address already in use|EADDRINUSE/i.test(error.message)) return error.stack ?? error.message;
  return `Port ${port} is taken. Stop what uses it, or choose another: PORT=8788 bun run dev`;
}
