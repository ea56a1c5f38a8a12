import { readOptions } from './command/read-options.ts';
import { runSmoke } from './smoke/run-smoke.ts';

const help = `Usage: bun run smoke <url>

Checks a shop from outside in less than 20 s: its slices, pages, headers, assets, search, versions and cart. It puts one product into a
cart of its own and takes it out again. It exits with 1 if a check fails. bun run deploy ends with it.`;

const { positionals, misuse } = readOptions(help, {}, 1);
const url = positionals[0] ?? misuse('Name the address of a shop.');
if (!URL.parse(url)?.protocol.startsWith('http')) misuse(`This is not the address of a shop: ${url}`);
process.exit((await runSmoke(url, console.log)) ? 0 : 1);
