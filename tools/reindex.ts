import { askShop } from './operator/ask-shop.ts';
import { fail } from './operator/fail.ts';
import { readArguments, shopHelp } from './operator/read-arguments.ts';

const help = `Usage: bun run reindex [--url <shop>] [--token <operator token>]

Has the search service build its index anew from products, prices, ratings and categories. Searches go on meanwhile.

${shopHelp}`;

const { shop, positionals, misuse } = readArguments(help, {});
if (positionals.length > 0) misuse(`It takes no ${positionals[0]}.`);

const started = performance.now();
const failure = 'The index could not be built';
const answer = await askShop<{ products?: unknown; removed?: unknown }>('/api/search/index', {
  ...shop,
  method: 'POST',
  failure,
});
if (typeof answer.products !== 'number') fail(`${shop.shop} does not answer as a shop of ours does.`);
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(
  `The index of ${shop.shop} was built anew in ${seconds} s: ${answer.products} products, ${answer.removed} taken out.`,
);
