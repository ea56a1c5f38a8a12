import { loadSources } from './load-sources.ts';

// The sources of workers are loaded in a process of their own, so that they do not meet the plugins or the state of another one.
loadSources();
const { readContracts } = await import('./read-contracts.ts');
process.stdout.write(JSON.stringify(await readContracts()));
