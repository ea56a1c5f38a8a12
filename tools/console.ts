import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { createConsole } from './console/create-console.ts';
import { parts } from './console/markup.ts';
import { createShopSource } from './console/shop-source.ts';
import { shopHelp, shopOptions, toShop } from './operator/shop.ts';

const names = Object.keys(parts).filter((part) => part !== 'mail');
const help = `Usage: bun run console [--url <shop>] [--token <operator token>] [--port <n>]
       bun run console <part> --json [--url <shop>]

Serves the console of a running shop on this machine: its slices, who calls whom, traces, logs, breakers, limits, queues, faults and
releases. A shop of bun run dev shows the same pages at /_dev. A deployed shop gives only its health, its versions and its dead letters;
the other pages then say where to look.

  --port    the port of the console (8790)
  --json    writes one part as JSON and ends. Parts: ${names.join(', ')}
${shopHelp}`;

const options = {
  ...shopOptions,
  port: { type: 'string', default: '8790' },
  json: { type: 'boolean' },
} as const;
const { values, positionals, misuse } = readOptions(help, options, 1);
const shop = toShop(values);
const [part] = positionals;
if (part !== undefined && !names.includes(part)) misuse(`There is no part ${part}.`);
if (Boolean(values.json) !== (part !== undefined)) misuse('A part and --json belong together.');
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) misuse(`--port is not a port: ${values.port}.`);
const url = URL.parse(shop.shop);
if (!url?.protocol.startsWith('http')) misuse(`--url is not the address of a shop: ${shop.shop}.`);

const origin = (url as URL).origin;
const ready = await fetch(new URL('/readyz', origin)).catch((error: Error) =>
  fail(`${origin} cannot be reached: ${error.message}. Start a shop by bun run dev, or pass --url.`),
);
const answer = (await ready.json().catch(() => undefined)) as { slices?: object } | undefined;
if (!answer?.slices) fail(`${origin} answers, but it is not a Jogakbo shop.`);
// Only a shop of a developer has these routes.
const { ok: isDevelopment } = await fetch(new URL('/_dev/faults', origin));
const app = createConsole(createShopSource({ url: origin, token: shop.token, isDevelopment }));

if (part !== undefined) {
  const json = await app.request(`/_dev/${part}.json`);
  console.log(JSON.stringify(await json.json(), null, 2));
  process.exit(json.ok ? 0 : 1);
}

try {
  const server = Bun.serve({ hostname: '127.0.0.1', port, fetch: app.fetch });
  console.log(`The console of ${origin}: http://localhost:${server.port}/_dev. Ctrl-C ends it.`);
} catch {
  fail(`Port ${port} is taken. Choose another one: bun run console --port ${port + 1}`);
}
