import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { askShop } from './operator/ask-shop.ts';
import { shopHelp, shopOptions, toShop } from './operator/shop.ts';

const help = `Usage: bun run reindex [--url <shop>] [--token <operator token>]

Makes the search service rebuild its index from products, prices, ratings and categories, part by part. Searches work
meanwhile. If it is interrupted, the next call goes on. Products that did not change are not written.

${shopHelp}`;

const shop = toShop(readOptions(help, shopOptions).values);

type Report = { products?: unknown; written?: number; removed?: unknown; done?: boolean };

const started = performance.now();
let report: Report;
// Each call does a part. A rebuild that was interrupted goes on with the next call.
do {
  report = await askShop<Report>('/api/search/index', {
    ...{ ...shop, method: 'POST' },
    failure: 'The index could not be built',
  });
  if (typeof report.products !== 'number') fail(`${shop.shop} answers, but it is not a Jogakbo shop.`);
  if (process.stderr.isTTY) process.stderr.write(`\r${report.products} products`);
} while (report.done === false);
if (process.stderr.isTTY) process.stderr.write('\r');
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(
  `The index of ${shop.shop} was rebuilt in ${seconds} s: ${report.products} products, ${report.written ?? 'all'} written, ${report.removed} removed.`,
);
