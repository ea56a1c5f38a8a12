import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { CategoryImport } from '../../services/category/contract.ts';
import { StockImport } from '../../services/inventory/contract.ts';
import { CouponImport, PriceImport } from '../../services/pricing/contract.ts';
import { ProductImportBatch } from '../../services/product/contract.ts';
import { ReviewImport } from '../../services/review/contract.ts';
import { SpellingImport } from '../../services/search/contract.ts';
import { root } from '../workers.ts';
import { readFeed } from './read-feed.ts';
import { readListings } from './read-listings.ts';
import { sendCatalogue } from './send-catalogue.ts';
import { toCatalogue } from './to-catalogue.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-import-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, text: string) {
  const path = `${folder}/${name}`;
  await Bun.write(path, text);
  return readListings(readFeed(path), { stock: 100 });
}

const xml = (items: string) =>
  `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\r\n<channel><title>My shop</title>\r\n${items}</channel></rss>\r\n`;
const item = (fields: Record<string, string>) =>
  `<item>${Object.entries(fields)
    .map(([name, value]) => `<g:${name}>${value}</g:${name}>`)
    .join('')}</item>\r\n`;

describe('a Google Merchant feed', () => {
  test('in XML is read with HTML, long descriptions, a BOM and Windows line ends', async () => {
    const { listings, faults } = await read(
      'feed.xml',
      xml(
        item({
          ...{ id: '7', title: '<![CDATA[<b>Red</b> &amp; blue&nbsp;cup]]>', price: '15000 KRW' },
          ...{
            sale_price: '12,000 KRW',
            brand: 'Cups',
            product_type: 'Home &gt; Kitchen',
            availability: 'in stock',
          },
          description: `&lt;p&gt;${'long '.repeat(600)}&lt;/p&gt;`,
        }) +
          item({
            id: 'sku-9',
            title: '모자',
            price: '9000',
            availability: 'out_of_stock',
            item_group_id: 'g',
          }),
      ),
    );
    expect(faults).toEqual([]);
    expect(listings[0]).toMatchObject({
      ...{ line: 4, productId: '7', itemId: '7', title: 'Red & blue cup', brand: 'Cups' },
      ...{ category: ['Home', 'Kitchen'], list: 15_000, final: 12_000, available: 100 },
    });
    expect(listings[0]?.attributes[0]?.value.length).toBeLessThanOrEqual(500);
    expect(listings[1]).toMatchObject({ category: ['기타'], available: 0, title: '모자' });
    expect(listings[1]?.itemId).toMatch(/^[1-9]\d{15}$/);
  });

  test('in TSV is read with a BOM, Windows line ends, quotes as text, and products without a GTIN', async () => {
    const { listings, faults } = await read(
      'feed.tsv',
      '\uFEFFid\ttitle\tprice\tgtin\r\n1\t19" screen\t100 KRW\t8801234567893\r\n2\t"quoted"\t200 KRW\t\r\n',
    );
    expect(faults).toEqual([]);
    expect(listings).toMatchObject([
      { title: '19" screen', itemId: '1', attributes: [{ name: 'GTIN', value: '8801234567893' }] },
      { title: '"quoted"', itemId: '2', attributes: [] },
    ]);
  });

  test('in CSV is read with commas and line ends inside of values', async () => {
    const { listings } = await read(
      'feed.csv',
      'ID,Title,Price,Item Group ID,Color\n1,"a, b\nc",100,5,Red\n2,a,120,5,Blue\n',
    );
    expect(listings).toMatchObject([
      { title: 'a, b c', productId: '5', label: 'Red' },
      { title: 'a', productId: '5', label: 'Blue' },
    ]);
  });

  test.each([
    ['no id', { title: 'a', price: '1' }, 'it has no id'],
    ['no title', { id: '1', price: '1' }, 'it has no title'],
    ['a title of tags only', { id: '1', title: '<br/>', price: '1' }, 'it has no title'],
    ['no price', { id: '1', title: 'a' }, 'its price is missing'],
    [
      'another currency',
      { id: '1', title: 'a', price: '15.00 USD' },
      'its price is in USD, and the shop sells in KRW',
    ],
    ['half a won', { id: '1', title: 'a', price: '1.5 KRW' }, 'its price is no whole number of won: 1.5 KRW'],
    ['a word as its price', { id: '1', title: 'a', price: 'cheap' }, 'its price is no amount: cheap'],
    ['a negative price', { id: '1', title: 'a', price: '-5' }, 'its price is no amount: -5'],
    [
      'a higher sale price',
      { id: '1', title: 'a', price: '1', sale_price: '2' },
      'its sale_price is higher than its price',
    ],
    [
      'an unknown availability',
      { id: '1', title: 'a', price: '1', availability: 'maybe' },
      'its availability is unknown: maybe',
    ],
  ])('leaves out a row with %s, and takes the rest', async (_, fields, reason) => {
    const { listings, faults } = await read(
      'faulty.csv',
      `id,title,price,sale_price,availability\n2,good,10,,\n${['id', 'title', 'price', 'sale_price', 'availability'].map((name) => (fields as Record<string, string>)[name] ?? '').join(',')}\n`,
    );
    expect(faults).toEqual([{ line: 3, reason }]);
    expect(listings).toHaveLength(1);
  });

  test('leaves out a repeated id, and names the line that counts', async () => {
    const { faults } = await read('twice.csv', 'id,title,price\n1,a,1\n2,b,2\n1,c,3\n');
    expect(faults).toEqual([{ line: 4, reason: 'its id is also in line 2, which counts' }]);
  });

  test.each([
    ['that is empty', '', 'is empty.'],
    [
      'of prose',
      'Dear reader,\nhello',
      'is no feed: it does not begin with XML, and its first line does not name the column id.',
    ],
    [
      'of broken XML',
      xml('<item><g:id>1</g:title></item>'),
      'is not XML that can be read: unexpected close tag. (line 4).',
    ],
    ['of XML without products', '<html><body/></html>', 'has no products'],
  ])('in a file %s is refused', async (_, text, reason) => {
    await expect(read('wrong', text)).rejects.toThrow(reason);
  });

  test('with 100,000 products is read and sent completely, also if the shop is away in between', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `${index + 1},Product ${index + 1},1000`);
    const { listings, faults } = await read('large.csv', `id,title,price\n${lines.join('\n')}\n`);
    expect(listings).toHaveLength(100_000);
    expect(faults).toEqual([]);

    // The shop is away once, and the import goes on after the last batch that it noted.
    const shipment = toCatalogue(listings, 0);
    const stored = { categories: new Set(), products: new Set(), prices: new Set(), stocks: new Set() };
    let [done, requests, underWay, most] = [0, 0, 0, 0];
    async function send(path: string, body: object): Promise<void> {
      requests += 1;
      if (requests === 1_300) throw new Error('away');
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay -= 1;
      const rows = (body as Record<string, { id?: string; itemId?: string; slug?: string }[]>)[path] ?? [];
      for (const { id, itemId, slug } of rows) stored[path as keyof typeof stored].add(id ?? itemId ?? slug);
    }
    const note = (sent: number) => {
      done = sent;
    };
    await expect(sendCatalogue(shipment, { done, send, onSent: note })).rejects.toThrow('away');
    await sendCatalogue(shipment, { done, send, onSent: note });
    expect(Object.values(stored).map(({ size }) => size)).toEqual([1, 100_000, 100_000, 100_000]);
    expect(most).toBeLessThanOrEqual(4);
    // The outage repeats at most the requests that were under way.
    expect(requests).toBeLessThanOrEqual(done + 4);
  }, 300_000);

  test('is read row by row, and its long texts are not kept in memory', async () => {
    const count = 2_000;
    let [given, bytes] = [0, 0];
    async function* rows() {
      for (let id = 1; id <= count; id++) {
        const description = `${'설명과 '.repeat(800)}${id}`;
        given += 1;
        bytes += 2 * description.length;
        yield { line: id, fields: { id: `${id}`, title: `상품 ${id}`, price: '1000', description } };
      }
    }
    Bun.gc(true);
    const before = process.memoryUsage().heapUsed;
    const onRow = (seen: number) => expect(given).toBe(seen);
    const { listings } = await readListings(rows(), { stock: 1, onRow });
    Bun.gc(true);
    expect(listings).toHaveLength(count);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(0.7 * bytes);
  });
});

describe('the photo of a row', () => {
  test('is its image_link, if that is an https address; otherwise the row goes in without it, and is named', async () => {
    const photos = [
      'https://cdn.example.com/a.jpg?w=1',
      'http://cdn.example.com/a.jpg',
      'https://10.0.0.1/a.jpg',
      '',
    ];
    const rows = photos.map((photo, index) => `${index + 1},a,1,${photo}`);
    const { listings, faults, notes } = await read(
      'photos.csv',
      `id,title,price,image_link\n${rows.join('\n')}\n`,
    );
    expect(listings.map(({ photo }) => photo)).toEqual([photos[0], undefined, undefined, undefined]);
    expect(faults).toEqual([]);
    expect(notes.map(({ line }) => line)).toEqual([3, 4]);
    const { products } = toCatalogue(listings, 0);
    expect(products.map(({ picture }) => picture.url)).toEqual([photos[0], undefined, undefined, undefined]);
    expect(v.is(ProductImportBatch, { products })).toBe(true);
  });
});

describe('bun run import', () => {
  const seen: string[] = [];
  let refuseAfter = Number.POSITIVE_INFINITY;
  const schemas: Record<string, v.GenericSchema> = {
    ...{ categories: CategoryImport, products: ProductImportBatch, prices: PriceImport },
    ...{ stocks: StockImport, reviews: ReviewImport, coupons: CouponImport, spellings: SpellingImport },
  };
  const shop = Bun.serve({
    port: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (seen.length >= refuseAfter) return Response.json({ detail: 'away' }, { status: 503 });
      const kind =
        pathname
          .match(/^\/api\/(?:operator\/(\w+)|search\/(spellings))$/)
          ?.slice(1)
          .join('') ?? '';
      const text = await request.text();
      if (kind) v.parse(schemas[kind] as v.GenericSchema, JSON.parse(text));
      expect(text.length).toBeLessThan(64 * 1_024);
      seen.push(pathname);
      return Response.json(kind ? { stored: 1 } : { products: 2, done: true });
    },
  });
  afterAll(() => shop.stop(true));

  async function run(...args: string[]) {
    const command = [
      process.execPath,
      `${root}/tools/import.ts`,
      ...args,
      '--url',
      shop.url.href,
      '--token',
      'x',
    ];
    const child = Bun.spawn(command, { stdout: 'pipe', stderr: 'pipe' });
    const [out, error, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    return { code, output: out + error };
  }

  test('sends categories before products, prices and stocks, and goes on after an interruption', async () => {
    const path = `${folder}/shop.csv`;
    const rows = Array.from(
      { length: 250 },
      (_, index) => `${index + 1},Product ${index + 1},1000,Home > Cups`,
    );
    await Bun.write(path, `id,title,price,product_type\nx,,1,\n${rows.join('\n')}\n`);
    refuseAfter = 4;
    const stopped = await run(path);
    expect(stopped.output).toContain('line 2: it has no title');
    expect(stopped.output).toContain('Run the same command again to go on (503). away');
    expect(stopped.code).toBe(1);
    refuseAfter = Number.POSITIVE_INFINITY;
    const { code, output } = await run(path);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('It goes on after');
    expect(output).toContain('Imported 250 products with 250 items');
    const kinds = seen.filter((path, index) => path !== seen[index - 1]);
    expect(kinds).toEqual([
      ...['categories', 'products', 'prices', 'stocks'].map((kind) => `/api/operator/${kind}`),
      '/api/search/index',
    ]);
  });

  test('sends the seed with its reviews, coupons, spellings and the links of the menu', async () => {
    seen.length = 0;
    const { code, output } = await run('--seed');
    expect({ code, output }).toMatchObject({ code: 0 });
    for (const path of ['/api/operator/reviews', '/api/operator/coupons', '/api/search/spellings'])
      expect(seen).toContain(path);
    expect(seen).toContain('/api/menu/links/all');
  });

  test.each([
    [['none.csv'], 1, 'The file none.csv does not exist.'],
    [[], 2, 'Name a file, or --seed.'],
    [[`${folder}/broken.xml`], 1, ' (line 4). Nothing was changed.'],
    [['a', '--stock', 'many'], 2, '--stock is a number of pieces: many.'],
  ])('with the arguments %p exits with %p', async (args, expected, sentence) => {
    await Bun.write(`${folder}/broken.xml`, xml('<item><g:id>1</g:title></item>'));
    seen.length = 0;
    const { code, output } = await run(...args);
    expect(output).toContain(sentence);
    expect(code).toBe(expected);
    expect(seen).toEqual([]);
  });
});
