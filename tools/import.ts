import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import menu from '../services/menu/links.json';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { FeedError } from './import/feed-row.ts';
import { readFeed } from './import/read-feed.ts';
import { type Fault, readListings } from './import/read-listings.ts';
import { sendCatalogue } from './import/send-catalogue.ts';
import { type Shipment, toCatalogue } from './import/to-catalogue.ts';
import { askShop } from './operator/ask-shop.ts';
import { shopHelp, shopOptions, toShop } from './operator/shop.ts';
import { createCatalogue } from './seed/catalogue.ts';
import { createCoupons } from './seed/create-coupons.ts';
import { createSpellings } from './seed/create-spellings.ts';
import { createStocks } from './seed/create-stocks.ts';
import { root } from './workers.ts';

const help = `Usage: bun run import <file> [--stock <pieces>] [--report <file>] [--url <shop>] [--token <operator token>]
       bun run import --seed [--url <shop>] [--token <operator token>]

Loads products into a running shop, then rebuilds the search index: a Google Merchant feed (XML or TSV), or a CSV with the same columns
(id, title, price, and more). A line with a fault is left out and named; the rest goes in. Importing the same file again changes nothing,
and an interrupted import goes on where it stopped. Stocks that exist stay as they are.

  --seed     the 2,000 products of bun run dev, with reviews, coupons, spellings and the links of the menu
  --stock    pieces of an item whose quantity the feed does not say (100)
  --report   a file for all faults; the terminal shows the first 20
${shopHelp}`;

const options = {
  ...shopOptions,
  seed: { type: 'boolean' },
  stock: { type: 'string', default: '100' },
  report: { type: 'string' },
} as const;
const { positionals, values, misuse } = readOptions(help, options, 1);
const shop = toShop(values);
const [file] = positionals;
if (Boolean(file) === Boolean(values.seed)) misuse('Name a file, or --seed.');
const stock = Number(values.stock);
if (!Number.isInteger(stock) || stock < 0 || stock > 100_000)
  misuse(`--stock is a number of pieces: ${values.stock}.`);
if (file && !existsSync(file)) fail(`The file ${file} does not exist.`);

const shownFaults = 20;
const started = performance.now();
const shipment = values.seed ? toSeed() : await readFile(file as string);
const noteFile = `${root}/.wrangler/import/${await toKey()}`;
const done = existsSync(noteFile) ? Number(readFileSync(noteFile, 'utf8')) || 0 : 0;
if (done > 0)
  console.log(`An earlier import of this file was interrupted. It goes on after ${done} requests.`);
await mkdir(`${root}/.wrangler/import`, { recursive: true });
await sendCatalogue(shipment, {
  done,
  async send(path, body) {
    const failure = `The import stopped at ${path}. Run the same command again to go on`;
    // The search slice keeps spellings, and has operators' routes of its own.
    const owner = path === 'spellings' ? 'search' : 'operator';
    await askShop(`/api/${owner}/${path}`, { ...shop, method: 'PUT', body, failure });
  },
  onSent(sent, all) {
    progress(`${sent} of ${all} requests`);
    writeFileSync(noteFile, String(sent));
  },
});
if (values.seed)
  await askShop('/api/menu/links/all', {
    ...shop,
    method: 'PUT',
    body: menu,
    failure: 'The menu was refused',
  });
const found = await reindex();
await rm(noteFile, { force: true });
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(
  `Imported ${shipment.products.length} products with ${shipment.prices.length} items in ${seconds} s. The search index has ${found} products.`,
);

async function readFile(path: string): Promise<Shipment> {
  try {
    const onRow = (count: number) => {
      if (count % 1_000 === 0) progress(`${count} rows read`);
    };
    const { listings, faults, notes } = await readListings(readFeed(path), { stock, onRow });
    await report(faults, notes);
    if (listings.length === 0) fail(`No row of ${path} can be imported. Nothing was changed.`);
    return toCatalogue(listings, Date.now());
  } catch (error) {
    if (error instanceof FeedError) return fail(`${error.message} Nothing was changed.`);
    throw error;
  }
}

async function report(faults: Fault[], notes: Fault[]): Promise<void> {
  const lines = [...faults, ...notes].map(({ line, reason }) => `line ${line}: ${reason}`);
  for (const line of lines.slice(0, shownFaults)) console.error(line);
  if (lines.length > shownFaults) console.error(`… and ${lines.length - shownFaults} more`);
  if (faults.length > 0) console.error(`${faults.length} rows are left out.`);
  if (values.report !== undefined) await Bun.write(values.report, lines.map((line) => `${line}\n`).join(''));
}

function toSeed(): Shipment {
  const catalogue = createCatalogue();
  const categories = catalogue.categories.map(({ slug, parent, name }) => ({ slug, parent, name }));
  return {
    ...{ ...catalogue, categories, stocks: createStocks(catalogue.prices) },
    coupons: createCoupons(catalogue.products),
    spellings: createSpellings(),
  };
}

/** The same file and shop have the same note of progress. */
async function toKey(): Promise<string> {
  const hash = createHash('sha256').update(shop.shop);
  if (file) for await (const part of createReadStream(file)) hash.update(part as Uint8Array);
  return hash.update(String(stock)).digest('hex').slice(0, 16);
}

async function reindex(): Promise<number> {
  for (;;) {
    const failure =
      'The products are in the shop, but the search index could not be built. Run bun run reindex';
    const part = await askShop<{ products: number; done?: boolean }>('/api/search/index', {
      ...shop,
      method: 'POST',
      failure,
    });
    progress(`${part.products} products in the search index`);
    if (part.done !== false) return part.products;
  }
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
