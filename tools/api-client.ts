import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { createClientTypes } from './operator/create-client-types.ts';
import { shopOptions } from './operator/shop.ts';
import { root } from './workers.ts';

const file = 'docs/api-client/jogakbo-api.d.ts';

const help = `Usage: bun tools/api-client.ts [--url <shop>] [--out <file>]

Writes the TypeScript types of /api/v1 from the OpenAPI document of a running shop, for openapi-fetch:

  const shop = createClient<paths>({ baseUrl: 'https://shop.example/api/v1', headers: { authorization } });
  const { data, error } = await shop.GET('/product/products/{id}', { params: { path: { id: '51862822' } } });

  --url   the address of the shop (http://localhost:8787)
  --out   where to write (${file} of this project)`;

const { values } = readOptions(help, {
  url: shopOptions.url,
  out: { type: 'string', default: `${root}/${file}` },
});
const { url: shop, out } = values;

const url = URL.parse('/api/v1/openapi.json', shop);
if (!url?.protocol.startsWith('http')) fail(`--url is not the address of a shop: ${shop}`, 2);
const answer = await fetch(url).catch((error: Error) => fail(`${shop} cannot be reached: ${error.message}`));
if (!answer.ok) fail(`${url} answers ${answer.status}. Is it a Jogakbo shop, and are all of its slices up?`);
await Bun.write(out, await createClientTypes((await answer.json()) as object));
console.log(`The types are in ${out}.`);
