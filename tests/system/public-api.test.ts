import { beforeAll, describe, expect, test } from 'bun:test';
import { root } from '../../tools/workers.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';

const shop = await openSharedShop();

let client: { id: string; key: string };
beforeAll(async () => {
  client = JSON.parse(await keys('create', 'Price watch', '--quota', '1000', '--json'));
});

describe('the API of a whole shop', () => {
  test('answers the commands of its guide', async () => {
    const guide = await Bun.file(`${root}/docs/api.md`).text();
    // The command for assistants goes on in a second line, and posts.
    const commands = [...guide.matchAll(/^curl -s "?(http:\S+?)"? (-H .*[^\\\n])$/gm)];
    expect(commands.length).toBeGreaterThan(4);
    for (const [command, url = '', options = ''] of commands) {
      const headers = [...options.matchAll(/-H "([\w-]+): ([^"]+)"/g)].map(
        ([, name, value]) => [name, value?.replace('$KEY', client.key)] as [string, string],
      );
      const answer = await fetch(url.replace('http://localhost:8787', shop.url), { headers });
      expect({ command, status: answer.status }).toEqual({ command, status: 200 });
      expect(Object.keys((await answer.json()) as object).length).toBeGreaterThan(0);
    }
  });

  test('gives the whole list of a category by cursors, each product once', async () => {
    const { categories } = (await (await ask('/category/categories')).json()) as Tree;
    const slug = categories[0]?.children[0]?.slug;
    const seen: string[] = [];
    let [cursor, total]: [string | null, number] = ['', 0];
    do {
      const answer = await ask(`/category/categories/${slug}/products${cursor && `?cursor=${cursor}`}`);
      expect(answer.status).toBe(200);
      const page = (await answer.json()) as { cards: Card[]; total: number; next: string | null };
      seen.push(...page.cards.map(({ productId }) => productId));
      [cursor, total] = [page.next, page.total];
    } while (cursor !== null && seen.length < 240);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(Math.min(total, seen.length));
    expect(total).toBeGreaterThan(0);
  });

  test('answers 304 while nothing has changed, and counts each request', async () => {
    const first = await ask('/product/products/51862822');
    const etag = first.headers.get('etag') as string;
    const second = await ask('/product/products/51862822', { 'if-none-match': etag });
    expect(second.status).toBe(304);
    expect(second.headers.get('ratelimit-policy')).toBe('"api";q=1000;w=60');
  });

  test('describes all of this in one document', async () => {
    const answer = await fetch(`${shop.url}/api/v1/openapi.json`);
    expect(answer.status).toBe(200);
    const { paths } = (await answer.json()) as { paths: object };
    expect(Object.keys(paths)).toContain('/product/products/{id}');
  });

  test('refuses a key as soon as it is revoked', async () => {
    const { id, key } = JSON.parse(await keys('create', 'Short life', '--json'));
    expect((await ask('/menu/links', {}, key)).status).toBe(200);
    expect(await keys('revoke', id)).toContain(`The key of ${id} (Short life) is revoked.`);
    const refused = await ask('/menu/links', {}, key);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ reason: 'revoked-key' });
    expect(await keys('list')).toMatch(new RegExp(`${id} .*revoked`));
  });
});

type Tree = { categories: { children: { slug: string }[] }[] };
type Card = { productId: string };

function ask(path: string, headers: Record<string, string> = {}, key = client.key): Promise<Response> {
  return fetch(`${shop.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}`, ...headers } });
}

/** Runs the command `bun run api-keys`. */
async function keys(...args: string[]): Promise<string> {
  const command = Bun.spawn(
    [
      process.execPath,
      `${root}/tools/api-keys.ts`,
      ...args,
      '--url',
      shop.url,
      '--token',
      shop.operatorToken,
    ],
    { stdout: 'pipe', stderr: 'pipe' },
  );
  const [output, errors] = [
    await new Response(command.stdout).text(),
    await new Response(command.stderr).text(),
  ];
  if ((await command.exited) !== 0) throw new Error(errors);
  return output;
}
