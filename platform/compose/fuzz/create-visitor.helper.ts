import type { createTestClock } from '../create-test-clock.helper.ts';
import type { Host } from '../host.ts';
import type { Page, Visit } from '../index.ts';
import type { Random } from './create-random.helper.ts';
import { fragmentNames, slices } from './create-server.helper.ts';
import { findPageFault } from './find-page-fault.helper.ts';

type Around = { clock: ReturnType<typeof createTestClock>; layouts: string[][]; faults: string[] };

/** Creates a client that asks for a page, a fragment or anything, and that may leave before the answer is whole. */
export function createVisitor(random: Random, composer: Host, pages: Page[]) {
  const left = new AbortController();
  const leavesAfter = random.once(4) ? random.below(800) : undefined;
  const cancels = random.once(8);
  const { ask, label } = toAsk(random, composer, pages, left.signal);
  return { run, label };

  async function run({ clock, layouts, faults }: Around): Promise<void> {
    if (leavesAfter !== undefined) void clock.wait(leavesAfter).then(() => left.abort());
    const answered = await ask(faults);
    if (!answered) return;
    const { response, isPage, isWhole } = answered;
    // The body of a file, or of an answer that is passed on, is as slow as its server.
    if (cancels || !isWhole) {
      await response.body?.cancel();
      return;
    }
    const text = await response.text();
    const complete =
      isPage && !left.signal.aborted && text !== '' && response.headers.has('content-security-policy');
    const fault = complete ? findPageFault(text, layouts) : undefined;
    if (fault) faults.push(`${fault}:\n${text}`);
  }
}

/** `isWhole` means that the engine made the whole body. */
type Asked = { response: Response; isPage: boolean; isWhole: boolean } | undefined;
type Ask = { label: string; ask: (faults: string[]) => Promise<Asked> };

function toAsk(random: Random, composer: Host, pages: Page[], gone: AbortSignal): Ask {
  const language = random.pick(['ko', 'en', 'en', random.text()]);
  const kind = random.below(10);
  if (kind < 2) {
    const path = random.pick([
      '/0/7',
      '/1/7',
      '/2/%',
      '/',
      '//',
      '/_fragments/one/a',
      '/assets/one/x',
      '/form',
      '/form',
      `/${random.text()}`,
    ]);
    const method = random.pick(['GET', 'GET', 'HEAD', 'POST', 'PUT']);
    const body = method === 'POST' ? { body: random.text() } : {};
    const url = `http://host${path}?x=${encodeURIComponent(random.text().toWellFormed())}`;
    const label = `${method} ${path}`;
    if (!URL.canParse(url)) return { label, ask: async () => undefined };
    const request = new Request(url, { method, signal: gone, ...body });
    const isPage = method === 'GET' && /^\/[012]\//.test(path);
    return {
      label,
      ask: async () => ({ response: await composer.handle(request), isPage, isWhole: isPage }),
    };
  }
  const identity = random.pick([
    undefined,
    { 'x-jogakbo-identity': 'm' },
    'unknown',
    'throws',
    'rejects',
  ] as const);
  const inserted = random.once(6)
    ? { fragment: 'one/a', html: random.pick(['<p>in</p>', '<p>', '']), version: random.pick(['1', '2', '']) }
    : undefined;
  const label = kind < 4 ? 'a fragment alone' : 'a page';
  return { label, ask };

  async function ask(faults: string[]): Promise<Asked> {
    const visit: Visit = {
      url: random.pick(['http://host/', 'http://host', random.text()]),
      params: { id: random.text(), x: random.text() },
      headers: { traceparent: '00-1' },
      language,
      gone,
      waitUntil: (work) =>
        void work.catch((error) => faults.push(`work in the background is rejected: ${error}`)),
      identity() {
        if (identity === 'throws') throw new Error('identity');
        return identity === 'rejects' ? Promise.reject(new Error('identity')) : identity;
      },
      ...(inserted ? { inserted } : {}),
    };
    if (kind < 4)
      return {
        response: await composer.fragment(`${random.pick(slices)}/${random.pick(fragmentNames)}`, visit),
        ...{ isPage: false, isWhole: true },
      };
    const withoutBody = random.once(8);
    let ends = 0;
    const response = await composer.compose(random.pick(pages), visit, {
      withoutBody,
      onReport() {
        ends += 1;
        if (ends > 1) faults.push('a page is reported twice');
        if (random.once(20)) throw new Error('report');
      },
    });
    return { response, isPage: !withoutBody, isWhole: true };
  }
}
