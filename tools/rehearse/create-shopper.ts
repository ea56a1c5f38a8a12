import { headers, pageVersionName } from '@jogakbo/contracts/fragment';
import { createVisitor, type Answer as Sent } from '../visitor/create-visitor.ts';
import type { Ledger } from './ledger.ts';
import { type Page, readPage } from './read-page.ts';

/** What all visitors of a rehearsal share. */
export type World = {
  url: string;
  ledger: Ledger;
  /** The slices that are released. */
  slices: readonly string[];
  /** Whether a build is the new version of its slice. */
  isNew(slice: string, build: string): boolean;
  /** Whether the new versions are in the deployment, so that open pages of them still get answers from them. */
  newIsDeployed(): boolean;
  /** Whether shares rise, so that no visitor may lose the new version. */
  isRising(): boolean;
  /** Receives each look at a slice, with the time at which the page was requested. */
  onLook(slice: string, isNew: boolean, at: number): void;
  /** Whether the HTML of a slice's fragment comes from the new service; undefined if it does not show that. */
  callsNewService(slice: string, page: Page): boolean | undefined;
  /** Whether a visitor sends a request again that a busy machine answered with 503. */
  repeatsWhenBusy: boolean;
};

/** An answer, and how often the request was sent again. */
type Answer = Sent & { repeats: number };
type Kind = Parameters<Ledger['request']>[0];
const mostRepeats = 50;
const repeatPauseMs = 200;

export type Shopper = ReturnType<typeof createShopper>;
export type Tab = { page: Page; path: string; presses: number };

/** Creates a visitor who does what a browser without scripts does, and who remembers what the cart must contain. */
export function createShopper(world: World) {
  const { ledger } = world;
  const visitor = createVisitor(world.url);
  const files = new Set<string>();
  const cart = new Map<string, number>();
  const hadNew = new Set<string>();

  return { open, add, refuse, lookIntoCart, openTab, useTab };

  /** Opens a page with its files, and fetches its fragments again. */
  async function open(path: string): Promise<Page | undefined> {
    const at = performance.now();
    const answer = await ask('page', path, () => visitor.get(path));
    if (!answer) return undefined;
    const page = readPage(answer.text);
    if (answer.status !== 200 || !page.isWhole) {
      ledger.fault('requests with an error', `${answer.status} ${path}${page.isWhole ? '' : ', cut off'}`);
      return undefined;
    }
    ledger.count('fallbacks', page.fallbacks);
    check(page, path, at);
    await fetchFiles(page, files);
    await fetchAgain(page, 'pages with two versions of a slice');
    return page;
  }

  function check(page: Page, path: string, at: number): void {
    for (const slice of world.slices) {
      const builds = page.buildsOf(slice);
      const [build] = builds;
      if (build === undefined) continue;
      if (builds.length > 1)
        ledger.fault('pages with two versions of a slice', `${path}: ${slice} ${builds.join(' and ')}`);
      const isNew = world.isNew(slice, build);
      world.onLook(slice, isNew, at);
      const behind = world.callsNewService(slice, page);
      if (behind !== undefined && behind !== isNew)
        ledger.fault('pages whose slice called another version of its service', `${path}: ${slice} ${build}`);
      if (isNew) hadNew.add(slice);
      else if (hadNew.has(slice) && world.isRising())
        ledger.fault('visitors who lost the new version while its share rose', `${path}: ${slice}`);
      else hadNew.delete(slice);
    }
  }

  /** Fetches the files that this browser does not have yet. @returns whether all of them came */
  async function fetchFiles(page: Page, kept: Set<string>): Promise<boolean> {
    const missing = page.files.filter((path) => !kept.has(path));
    const came = await Promise.all(
      missing.map(async (path) => {
        const answer = await ask('asset', path, () => visitor.get(path));
        if (answer?.status === 200) kept.add(path);
        else if (answer) ledger.fault('requests with an error', `${answer.status} ${path}`);
        return answer?.status === 200;
      }),
    );
    return !came.includes(false);
  }

  /** Fetches the fragments of a page again. They must come from the version that the page has, while it is deployed. */
  async function fetchAgain(
    page: Page,
    fault: 'pages with two versions of a slice' | 'old tabs that stopped working',
  ) {
    for (const { path, build, slice } of page.sources) {
      const answer = await ask('fragment', path, () => visitor.get(path, { [pageVersionName]: build }));
      if (!answer) continue;
      if (answer.status >= 400) {
        ledger.fault('requests with an error', `${answer.status} ${path}`);
        continue;
      }
      const mustFollow = !world.slices.includes(slice) || !world.isNew(slice, build) || world.newIsDeployed();
      const answered = answer.headers.get(headers.version);
      if (mustFollow && answered && answered !== build)
        ledger.fault(fault, `${path}: asked for ${build}, answered ${answered}`);
    }
  }

  /** Puts pieces of the product of a page into the cart. */
  async function add(page: Page, quantity: number): Promise<void> {
    const form = page.form('/cart/items');
    if (!form) return;
    const fields = { ...form.fields, quantity: String(quantity) };
    const answer = await ask('form', form.action, () => visitor.post(form.action, fields));
    if (!answer) return;
    const { itemId = '' } = form.fields;
    if (answer.status === 303) {
      // A press whose first answer was lost may have taken effect then.
      if (answer.location === '/cart' || answer.repeats > 0)
        cart.set(itemId, (cart.get(itemId) ?? 0) + quantity);
      return;
    }
    keepsInput(answer, fields.quantity, form.action);
  }

  /** Sends a quantity that is refused. The page with the message must still have it. */
  async function refuse(page: Page): Promise<void> {
    const form = page.form('/cart/items');
    if (!form) return;
    const quantity = '0';
    const answer = await ask('form', form.action, () =>
      visitor.post(form.action, { ...form.fields, quantity }),
    );
    if (answer) keepsInput(answer, quantity, form.action);
  }

  function keepsInput(answer: Answer, quantity: string, action: string): void {
    if (![409, 422].includes(answer.status))
      ledger.fault('requests with an error', `${answer.status} ${action}`);
    else if (readPage(answer.text).form('/cart/items')?.fields.quantity !== quantity)
      ledger.fault('inputs that were lost', `${action}: the refused quantity ${quantity}`);
  }

  /** Compares the cart with all that was put into it. */
  async function lookIntoCart(): Promise<void> {
    const page = await open('/cart');
    const lines = page?.htmlOf('cart-lines');
    if (lines === undefined) return;
    for (const [item, pieces] of cart) {
      const [, shown] = new RegExp(`id="cart-quantity-${item}"[^>]*\\svalue="?(\\d+)`).exec(lines) ?? [];
      if (Number(shown ?? 0) !== pieces)
        ledger.fault('inputs that were lost', `item ${item}: ${pieces} were added, ${shown ?? 0} are shown`);
    }
    ledger.count('carts that were compared');
  }

  /** Opens a page that stays open. */
  async function openTab(path: string): Promise<Tab | undefined> {
    const page = await open(path);
    return page && { page, path, presses: 0 };
  }

  /** Uses a page that was opened earlier: its files in an empty cache, its fragments, and its form. */
  async function useTab(tab: Tab): Promise<void> {
    const { page, path } = tab;
    ledger.count('uses of old tabs');
    if (!(await fetchFiles(page, new Set())))
      ledger.fault('old tabs that stopped working', `${path}: a file is missing`);
    await fetchAgain(page, 'old tabs that stopped working');
    // Another quantity each time, as the same press with the same key counts once.
    tab.presses += 1;
    await add(page, tab.presses);
    await lookIntoCart();
  }

  async function ask(kind: Kind, path: string, send: () => Promise<Sent>): Promise<Answer | undefined> {
    try {
      for (let repeats = 0; ; repeats++) {
        ledger.request(kind);
        const answer = await send();
        if (answer.status !== 503 || !world.repeatsWhenBusy || repeats === mostRepeats)
          return { ...answer, repeats };
        ledger.count('answers of a busy machine');
        await Bun.sleep(repeatPauseMs);
      }
    } catch (error) {
      ledger.fault('requests with an error', `${path}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  }
}
