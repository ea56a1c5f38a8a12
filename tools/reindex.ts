import { askShop } from './operator/ask-shop.ts';
import { fail } from './operator/fail.ts';
import { readArguments, shopHelp } from './operator/read-arguments.ts';

const help = `Usage: bun run reindex [--url <shop>] [--token <operator token>]

Makes the search service rebuild its index from products, prices, ratings and categories. Searches work meanwhile.

${shopHelp}`;

const { shop, positionals, misuse } = readArguments(help, {});
if (positionals.length > 0) misuse(`Unexpected argument: ${positionals[0]}.`);

const started = performance.now();
const failure = 'The index could not be built';
const answer = await askShop<{ products?: unknown; removed?: unknown }>('/api/search/index', {
  ...shop,
  method: 'POST',
  failure,
});
if (typeof answer.products !== 'number') fail(`${shop.shop} answers, but it is not a Jogakbo shop.`);
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(
  `The index of ${shop.shop} was rebuilt in ${seconds} s: ${answer.products} products, ${answer.removed} removed.`,
);
