import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../workers.ts';
import { type Contract, emptyContract } from './contract.ts';
import { findBreaks } from './find-breaks.ts';
import type { JsonSchemaObject } from './json-schema.ts';
import { readTree } from './read-tree.ts';
import { writeRecord } from './records.ts';

let tree: Contract[];
let folder: string;
beforeAll(async () => {
  [tree, folder] = await Promise.all([readTree(), mkdtemp(join(tmpdir(), 'jogakbo-contracts-'))]);
});
afterAll(() => rm(folder, { recursive: true }));

const of = (slice: string) => tree.find((contract) => contract.slice === slice) ?? emptyContract(slice);

describe('the contracts of this shop', () => {
  test('every slice gives what the others need', () => {
    expect(tree.flatMap((provider) => tree.flatMap((consumer) => findBreaks(provider, consumer)))).toEqual(
      [],
    );
  });

  test('a route has its requests from the schemas that check them, and its answer from those that parse it', () => {
    const route = of('cart').offers.routes.find(
      ({ worker, path }) => worker === 'cart-service' && path === '/cart/items/{}',
    );
    expect(route).toMatchObject({ method: 'PUT', inputs: { json: { required: ['quantity'] } } });
    const answer = route?.answers['200'] as JsonSchemaObject;
    // A field with a default is always sent.
    expect(answer.required).toEqual(['lines', 'remainder', 'repeated']);
  });

  test.each([
    ['cart', 'cart-bff', 'PUT /cart/items/{} of cart-service', 'through a function of another file'],
    [
      'order',
      'order-service',
      'POST /payments/{}/refund of payment-service',
      'through two functions with parameters',
    ],
    ['search', 'search-bff', 'GET /prices of pricing-service', 'by the product cards'],
    ['cart', 'cart-frontend', 'POST /items of cart-bff', 'by a script in the browser'],
    ['shell', 'shell', 'POST /cart/items of cart-frontend', 'by a form of a page'],
    ['shell', 'shell', 'GET /sitemap of product-bff', 'at a path that several slices have'],
    ['review', 'review-service', 'POST /events of events-service', 'as a publisher of events'],
  ])('%s: %s calls %s, %s', (slice, worker, route) => {
    const needs = of(slice).needs.routes.filter((need) => need.worker === worker);
    const found = needs.map(({ method, path, of: called }) => `${method} ${path} of ${called}`);
    expect(found.some((each) => each.startsWith(route) || each === route)).toBe(true);
  });

  test('fragments, events, tags and headers are part of it', () => {
    expect(of('pricing').offers.fragments.map(({ name }) => name)).toEqual(['price']);
    expect(of('pricing').offers.events.map(({ type }) => type)).toEqual(['price.changed']);
    expect(of('pricing').offers.tags).toEqual(['price-{}', 'product-{}']);
    expect(of('shell').needs.fragments).toContainEqual(
      expect.objectContaining({ of: 'pricing-frontend', name: 'price' }),
    );
    expect(of('shell').needs.tags).toContainEqual({
      worker: 'shell',
      event: 'price.changed',
      tag: 'price-{}',
    });
    expect(of('cart').needs.events.map(({ type }) => type)).toContain('order.confirmed');
    expect(of('shell').needs.headers.version).toBe('x-jogakbo-version');
  });
});

test('the command names what would break, and records nothing then', async () => {
  const cart = structuredClone(of('cart'));
  const need = cart.needs.routes.find(({ of: called }) => called === 'pricing-service');
  // The released cart reads a field of prices that is not there any more.
  (need as { reads: unknown }).reads = { type: 'object', required: ['vat'] };
  const pricing = structuredClone(of('pricing'));
  for (const route of pricing.offers.routes) if (route.path === need?.path) route.answers = { '200': true };
  await Promise.all([writeRecord(cart, folder), writeRecord(pricing, folder)]);
  const before = await readFile(`${folder}/pricing.json`, 'utf8');
  const { code, output } = await run('pricing', '--record', '--json', '--against', folder);
  expect(JSON.parse(output).verdicts).toContainEqual({
    ...{ kind: 'breaks', slice: 'pricing', whom: ['cart-bff'] },
    sentence: 'GET /prices of pricing-service: `vat` is missing, and cart-bff cannot read that.',
  });
  expect(code).toBe(1);
  expect(await readFile(`${folder}/pricing.json`, 'utf8')).toBe(before);
});

test('a changed rule that is a function is recorded only if it is accepted, and only once', async () => {
  const other = await mkdtemp(join(tmpdir(), 'jogakbo-contracts-'));
  const released = (slice: string) =>
    JSON.parse(
      JSON.stringify(of(slice)).replaceAll(/(?<="functions":\["check )\w+(?=: must not be higher)/g, 'old'),
    );
  await Promise.all(['pricing', 'operator'].map((slice) => writeRecord(released(slice), other)));
  const refused = await run('pricing', '--record', '--against', other);
  expect(refused.output).toContain('v.check ("must not be higher than the list price")');
  expect(refused.output).toContain('accept them with --accept');
  expect(refused.code).toBe(1);
  expect(await readFile(`${other}/pricing.json`, 'utf8')).toContain('check old');
  const accepted = await run('pricing', '--record', '--accept', '--against', other);
  expect(accepted.output).toContain('Recorded pricing in ');
  expect(accepted.code).toBe(0);
  const record = await readFile(`${other}/pricing.json`, 'utf8');
  expect(record).not.toContain('check old');
  const again = await run('pricing', 'pricing', '--record', '--against', other);
  expect(again.output).toContain('pricing is recorded already; its contract has not changed.');
  expect(again.output).not.toContain('Recorded');
  expect(again.code).toBe(0);
  expect(await readFile(`${other}/pricing.json`, 'utf8')).toBe(record);
  await rm(other, { recursive: true });
});

test.each([
  [['prices'], 'No slice is called prices. There are: audit, cart,'],
  [['--record'], 'Name a slice to record.'],
  [['cart', '--force'], '--force is for --record.'],
  [['cart', '--accept'], '--accept is for --record.'],
  [['--wrong'], "Unknown option '--wrong'"],
  [['--against', '/none'], 'There is no folder /none.'],
])('bun run contracts %p is refused', async (args, message) => {
  const { code, output } = await run(...args);
  expect(output).toContain(message);
  expect(code).toBe(2);
});

async function run(...args: string[]): Promise<{ code: number; output: string }> {
  const child = Bun.spawn([process.execPath, 'tools/contracts.ts', ...args], {
    ...{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const [out, errors] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  const code = await child.exited;
  return { code, output: args.includes('--json') ? out : out + errors };
}
