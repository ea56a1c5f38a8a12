import { fail } from './operator/fail.ts';
import { runSmoke } from './smoke/run-smoke.ts';

const help = `Usage: bun run smoke <url>

Checks a shop from outside in less than 20 s: its slices, pages, headers, assets, search, versions and cart. It puts one product into a
cart of its own and takes it out again. It exits with 1 if a check fails. bun run deploy ends with it.`;

const [url, ...others] = process.argv.slice(2);
if (url === '--help') {
  console.log(help);
  process.exit(0);
}
if (!url || others.length > 0 || !URL.parse(url)?.protocol.startsWith('http'))
  fail(
    `${url ? `This is not the address of a shop: ${[url, ...others].join(' ')}` : 'Name the address of a shop.'}\n\n${help}`,
    2,
  );
process.exit((await runSmoke(url, console.log)) ? 0 : 1);
