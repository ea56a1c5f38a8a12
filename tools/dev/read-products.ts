import { fail } from '../command/fail.ts';

/** The line of a help text about the number of products. */
export const productsHelp =
  '  --products <n>     fills empty stores with this many products, 500 to 1000000; 2000 where left out';

/** Reads the number of products. For another text, it ends the command with a message. */
export function readProducts(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const products = Number(text);
  if (/^\d+$/.test(text) && products >= fewest && products <= most) return products;
  return fail(`--products needs a whole number from ${fewest} to ${most}, not ${text}.`, 2);
}

/** The showcase has products of its own, and each category has some. */
const fewest = 500;
const most = 1_000_000;
