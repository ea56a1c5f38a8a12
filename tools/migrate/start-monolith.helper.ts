import { openDatabase } from '../../bench/monolith/open-database.ts';
import { fixtures } from '../seed/fixtures.ts';
import { createVisitor } from '../visitor/create-visitor.ts';
import { fillCheckout, signUp } from '../visitor/purchase.ts';

export const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] as string };

/** The reviews that are left in the monolith, so that a comparison is short. */
export const reviewCount = 900;

/** Starts the monolith as a process of its own. @param file where its database is made */
export async function startMonolith(file: string, products: number) {
  const database = openDatabase(':memory:', products);
  database.run('DELETE FROM review WHERE id NOT IN (SELECT id FROM review ORDER BY id LIMIT ?)', [
    reviewCount,
  ]);
  database.run('VACUUM INTO ?', [file]);
  database.close();
  const process_ = Bun.spawn([process.execPath, 'bench/monolith/main.ts', '--state', file, '--port', '0'], {
    cwd: `${import.meta.dir}/../..`,
    stdout: 'pipe',
    stderr: 'inherit',
    env: { ...process.env, DATA_KEY: 'key' },
  });
  let said = '';
  for await (const part of process_.stdout.pipeThrough(new TextDecoderStream())) {
    said += part;
    if (said.includes('\n')) break;
  }
  const url = said.match(/http:\/\/[^\s/]+/)?.[0] ?? '';
  const ask = async (path: string, method = 'GET', body?: object) => {
    const answer = await fetch(`${url}/data/${path}`, {
      method,
      headers: { authorization: 'Bearer key' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return {
    url,
    ask,
    visitor: () => createVisitor(url),
    /** Changes a row as the back office does. */
    put: (slice: string, key: string, row: object | null) => ask(slice, 'PUT', { moves: [{ key, row }] }),
    close: async () => {
      process_.kill();
      await process_.exited;
    },
  };
}
type Monolith = Awaited<ReturnType<typeof startMonolith>>;

let last = 0;

/** Signs up a member who buys the item, and may review it then. */
export async function createBuyer({ visitor }: Monolith) {
  const member = visitor();
  const email = `buyer-${++last}@example.com`;
  await signUp(member, email);
  return {
    email,
    member,
    async buy() {
      const { text } = await member.get(`/checkout?item=${item.itemId}&quantity=1`);
      return (await member.post('/checkout', fillCheckout(text) ?? {})).status;
    },
    async review(title: string) {
      const form = { rating: '5', title, body: '열 글자가 넘는 상품평이에요.' };
      return (await member.post(`/products/${item.productId}/reviews`, form)).status;
    },
  };
}
