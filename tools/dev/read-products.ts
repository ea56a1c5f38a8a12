/** The line of a help text about the number of products. */
export const productsHelp =
  '  --products <n>     fills empty stores with this many products, 500 to 1000000; 2000 where left out';

/** Reads the number of products from the command line. For another text, it ends the command with a message. */
export function readProducts(args = process.argv): number | undefined {
  const at = args.indexOf('--products');
  if (at === -1) return undefined;
  const text = args[at + 1] ?? '';
  const products = Number(text);
  if (/^\d+$/.test(text) && products >= fewest && products <= most) return products;
  console.error(`--products needs a whole number from ${fewest} to ${most}${text ? `, not ${text}` : ''}.`);
  process.exit(2);
}

/** The showcase has products of its own, and each category has some. */
const fewest = 500;
const most = 1_000_000;
