import { describe, expect, test } from 'bun:test';
import type { Caller } from '@jogakbo/edge/call';
import { writeHints } from '@jogakbo/edge/read-hints';
import { readFacts } from './read-facts.ts';

const facts = { id: '1', itemId: '11', category: '장난감', badges: ['rocket'] };
const summary = { ...facts, title: '블록', brand: '', image: '/1.svg', createdAt: 0 };

const callerWith = (hints: string | undefined): Caller => ({
  var: {
    trace: { id: 'a'.repeat(32), span: 'b'.repeat(16) },
    ...{ language: 'ko', token: undefined, expires: Number.POSITIVE_INFINITY, hints },
  },
  req: { raw: { signal: new AbortController().signal } },
});

function createProduct(products: unknown[]) {
  const asked: string[] = [];
  const fetch = async ({ url }: Request) => {
    asked.push(new URL(url).pathname + new URL(url).search);
    return Response.json({ products });
  };
  return { asked, fetch };
}

describe('the facts of a product', () => {
  test('come from the hints of the page, without a call', async () => {
    const product = createProduct([]);
    const hints = writeHints(facts);
    expect(hints).toMatch(/^[ -~]+$/);
    expect(await readFacts(callerWith(hints), product, '1')).toEqual({ ok: true, value: facts as never });
    expect(product.asked).toEqual([]);
  });

  test.each([
    ['there are no hints', undefined],
    ['the hints are about another product', writeHints({ ...facts, id: '2' })],
    ['the hints have another form', writeHints({ id: '1' })],
    ['the hints are no JSON', '{'],
  ])('come from the product service if %s', async (_, hints) => {
    const product = createProduct([summary]);
    expect(await readFacts(callerWith(hints), product, '1')).toMatchObject({ ok: true, value: facts });
    expect(product.asked).toEqual(['/products?ids=1']);
  });

  test('are not found if there is no such product', async () => {
    expect(await readFacts(callerWith(undefined), createProduct([]), '1')).toMatchObject({ status: 404 });
  });
});
