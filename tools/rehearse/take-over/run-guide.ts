import { Database } from 'bun:sqlite';
import { readFile } from 'node:fs/promises';
import { createShop } from '../../migrate/side.ts';
import { findFreePort } from '../../runtime/find-free-port.ts';
import { createCatalogue } from '../../seed/catalogue.ts';
import { createStocks } from '../../seed/create-stocks.ts';
import { root } from '../../workers.ts';
import { copySources } from '../copy-sources.ts';
import { openChromium } from '../open-chromium.ts';
import { type GuideVerdict, judgeGuide } from './judge-guide.ts';
import { type Load, openLoad } from './open-load.ts';
import { openTerminals } from './open-terminals.ts';
import { readGuide } from './read-guide.ts';
import { walkJourney } from './walk-journey.ts';

type Options = { visitors: number; hasBrowser: boolean; say(line: string): void };

const words = '세트';
const ready = { 1: 'The monolith is ready', 2: 'Jogakbo is open' };

/** Runs the commands of docs/from-monolith.md in a copy of the project, while visitors order, and judges what became of their orders. */
export async function runGuide({ visitors, hasBrowser, say }: Options): Promise<GuideVerdict> {
  const steps = readGuide(await readFile(`${root}/docs/from-monolith.md`, 'utf8'));
  const sources = await copySources();
  const [shopPort, legacyPort] = [findFreePort(), findFreePort()];
  const url = `http://localhost:${shopPort}`;
  const terminals = openTerminals({
    folder: sources.folder,
    // The guide names the usual ports, and the commands for data know the address of the shop without a word.
    adapt: (commands) =>
      commands
        .replaceAll('http://localhost:8787', url)
        .replaceAll('http://127.0.0.1:8786', `http://127.0.0.1:${legacyPort}`)
        .replaceAll('bench/monolith/main.ts', `bench/monolith/main.ts --port ${legacyPort}`)
        .replaceAll(/^bun run (?:migrate|compare)\b.*$/gm, `$& --url ${url}`),
    variables: { PORT: String(shopPort), REDIS_TIMEOUT: '5000' },
  });
  const stocks = createStocks(createCatalogue().prices).filter(({ available }) => available > 200);
  const [sample, ...items] = stocks.slice(0, 3 * visitors + 1);
  const browser = hasBrowser ? await openChromium(url) : undefined;
  if (hasBrowser && !browser) say('There is no Chromium on this machine, so no journey is walked.');
  const took: { heading: string; seconds: number }[] = [];
  let load: Load | undefined;
  let journeys = 0;
  try {
    for (const { heading, terminal, commands } of steps) {
      const began = performance.now();
      say(`${heading}: ${commands.trim().split('\n').at(-1)}`);
      if (terminal === 3) await terminals.run(commands);
      else await terminals.open(commands, ready[terminal]);
      const isRelease = commands.includes('bun run release legacy');
      if (terminal === 2) load = openLoad({ url, buyers: visitors, items, words });
      took.push({ heading, seconds: (performance.now() - began) / 1_000 });
      if (!isRelease) continue;
      if (browser && sample) await walkJourney(browser, { ...sample, words });
      if (browser) journeys += 1;
      await load?.untilAllOrdered();
    }
    await load?.stop();
    const { told = [], counts = {} } = load ?? {};
    const token = await readFile(`${sources.folder}/.wrangler/state/operator-token`, 'utf8');
    const moves = createShop({ url: `${url}/api/operator/moves/inventory`, token, name: 'The shop' });
    const left = await moves.find(items.map(({ itemId }) => itemId));
    const database = new Database(`${sources.folder}/.wrangler/monolith.sqlite`, { readonly: true });
    const inLegacy = database
      .query<{ id: string; total: number; itemId: string; quantity: number }, []>(
        `SELECT o.id, o.goods + o.delivery AS total, l.item_id AS itemId, l.quantity
           FROM "order" o JOIN order_line l ON l.order_id = o.id`,
      )
      .all();
    database.close();
    const shown = await load?.lookAtOrders();
    return judgeGuide({
      ...{ took, counts, told, visitors, journeys, inLegacy, hasBrowser: browser !== undefined },
      shown: shown ?? new Set(),
      stocks: items.map(({ itemId, available }) => ({
        ...{ itemId, before: available, after: Number(left.get(itemId)?.available) },
      })),
    });
  } finally {
    await load?.stop().catch(() => {});
    await browser?.close();
    await terminals.close();
    await sources.remove();
  }
}
