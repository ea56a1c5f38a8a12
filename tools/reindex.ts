import { parseArgs } from 'node:util';

const help = `Usage: bun run reindex [--url <shop>] [--token <operator token>]

Has the search service build its index anew from products, prices, ratings and categories. Searches go on meanwhile.

  --url     where the shop is; http://localhost:8787 where left out
  --token   the shop's OPERATOR_TOKEN; else this variable of the environment, else "local", as bun run dev sets it`;

const values = readArguments();
if (values.help) {
  console.log(help);
  process.exit(0);
}

const shop = values.url ?? 'http://localhost:8787';
const token = values.token ?? process.env.OPERATOR_TOKEN ?? 'local';
const index = URL.parse('/api/search/index', shop);
if (!index?.protocol.startsWith('http')) fail(`--url is not the address of a shop: ${shop}`, 2);

const started = performance.now();
const response = await fetch(index as URL, {
  method: 'POST',
  headers: { authorization: `Bearer ${token}` },
}).catch((error: Error) => fail(`${shop} cannot be reached: ${error.message}`));
const answer = await response.json().catch(() => ({}));
if (!response.ok) fail(toReason(response.status, answer.detail));
if (typeof answer.products !== 'number') fail(`${shop} does not answer as a shop of ours does.`);
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(
  `The index of ${shop} was built anew in ${seconds} s: ${answer.products} products, ${answer.removed} taken out.`,
);

function readArguments() {
  const options = { url: { type: 'string' }, token: { type: 'string' }, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${help}`, 2);
  }
}

function toReason(status: number, detail: string | undefined): string {
  if (status === 401) return 'The shop does not know this token. Give its OPERATOR_TOKEN by --token.';
  if (status === 404)
    return `${shop} lets nobody do this: there is no shop, or its OPERATOR_TOKEN is not set.`;
  return `The index could not be built (${status}). ${detail ?? 'The search service cannot be reached.'}`;
}

function fail(message: string, code = 1): never {
  console.error(message);
  process.exit(code);
}
