import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { rm } from 'node:fs/promises';
import type { Manifest } from '@jogakbo/contracts/fragment';
import { readTopology } from '../../tools/topology/read-topology.ts';
import { defaultTopology } from '../../tools/topology/topologies.ts';
import { readFragments } from '../../tools/visitor/read-fragments.ts';
import { buildNextVersion } from '../build-next-version.helper.ts';
import { createDeployment } from '../create-deployment.helper.ts';
import { createReviewer } from '../create-reviewer.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

// A slice has versions of its own only where its frontend does not share a worker with other slices.
const topology = ['tiers', 'faces'].find((name) => name === readTopology()) ?? defaultTopology;
// Copies become stale at once in both versions, so that the shell fetches all the time.
const brief = { file: 'worker.ts', from: 'maxAge: 10', to: 'maxAge: 0' };
const [now, next] = await Promise.all([
  buildNextVersion('review', [brief], topology),
  buildNextVersion(
    'review',
    [
      brief,
      { file: 'star-summary.tsx', from: 'class="rated"', to: 'class="rated next-version"' },
      { file: 'styles.css', from: '.rated {', to: '.next-version { color: teal; }\n.rated {' },
    ],
    topology,
  ),
]);
const deployment = await createDeployment(now.worker, next.worker);
let running = now.worker;
const shop = await openShop({ topology, rewire: (workers) => deployment.rewire(workers, running) });
afterAll(async () => {
  await shop.close();
  await deployment.remove();
  for (const { folder } of [now, next]) await rm(folder, { recursive: true });
});

const manifestOf = async (version: 'now' | 'next'): Promise<Manifest> =>
  (await shop.fetchWorker(`${now.worker.name}-${version}`, '/fragments.json')).json();
const versions = { now: await manifestOf('now'), next: await manifestOf('next') };
const deploy = (share: number) => shop.fetchWorker(now.worker.name, `/share?of=${share}`);

const paths = [
  ...new Set(
    (await (await shop.fetch('/')).text())
      .match(/\/products\/\d+/g)
      ?.filter((path) => !path.endsWith('51862822')),
  ),
];
const [path] = paths as [string];

beforeEach(async () => {
  await deploy(0);
  await shop.clearFaults();
});

type Seen = { status: number; version: 'now' | 'next' | undefined; fallbacks: string[] };

/** Returns the version of the styles of a page, after a check that all fragments of the slice have that version. */
function check(html: string): Omit<Seen, 'status'> {
  expect(html).toEndWith('</html>');
  const styled = (['now', 'next'] as const).filter((name) =>
    // In a new isolate, styles may come after the head, in an element with a nonce.
    html.includes(`>${versions[name].stylesheet.content}</style>`),
  );
  expect(styled.length).toBeLessThanOrEqual(1);
  const [version] = styled;
  const fragments = readFragments(html).filter(({ attributes }) => attributes['data-boundary'] === 'review');
  expect(fragments.map(({ slot }) => slot).sort()).toEqual(['review-form', 'reviews', 'stars']);
  const shown = fragments.filter(({ attributes }) => !('data-fallback' in attributes));
  for (const { slot, attributes, html } of shown) {
    if (!version) throw new Error(`${slot} has no styles on the page`);
    expect(attributes['data-version']).toBe(versions[version].version);
    if (slot === 'stars') expect(html.includes('next-version')).toBe(version === 'next');
    if (attributes['data-island']) expect(attributes['data-island']).toBe(versions[version].remote as string);
  }
  return { version, fallbacks: fragments.filter((one) => !shown.includes(one)).map(({ slot }) => slot) };
}

/** Opens pages all the time, several at once, while `deploying` runs. It returns the versions that it saw, in order. */
async function visitWhile(deploying: (seen: Seen[]) => Promise<unknown>, among = paths) {
  const seen: Seen[] = [];
  let over = false;
  let turn = 0;
  const clients = Array.from({ length: 6 }, async () => {
    while (!over) {
      const answer = await shop.fetch(among[turn++ % among.length] as string).catch(() => undefined);
      const html = await answer?.text().catch(() => undefined);
      if (answer?.status === 200 && html !== undefined) seen.push({ ...check(html), status: 200 });
      // A page that was cut off counts as 0.
      else if (answer)
        seen.push({ status: html === undefined ? 0 : answer.status, version: undefined, fallbacks: [] });
      // While all workers are replaced, connections are refused for a moment.
      else await Bun.sleep(5);
    }
  });
  await Promise.all([deploying(seen).finally(() => (over = true)), ...clients]);
  return seen;
}

const count = (seen: Seen[], version: Seen['version']) =>
  seen.filter((page) => page.version === version).length;
const more = (seen: Seen[], pages: number, version?: Seen['version']) => {
  const before = seen.length;
  return until('more pages', () => {
    const since = seen.slice(before);
    return (version ? count(since, version) : since.length) >= pages;
  });
};

describe('the next version of a slice', () => {
  test('replaces the old one at once, and no page has missing parts or both versions', async () => {
    const warm = paths.slice(0, 8);
    for (const path of warm) await shop.fetch(path).then((answer) => answer.text());
    const seen = await visitWhile(async (seen) => {
      await more(seen, 20, 'now');
      await deploy(1);
      await more(seen, 40, 'next');
    }, warm);
    expect(seen.filter(({ status, fallbacks }) => status !== 200 || fallbacks.length > 0)).toEqual([]);
    // No part of the old version appears after the new one has replaced it.
    expect(count(seen.slice(-30), 'now')).toBe(0);
  });

  test('gets a share of the requests, and no page has both versions', async () => {
    const seen = await visitWhile(async (seen) => {
      await deploy(0.5);
      await more(seen, 80);
      await deploy(1);
      await more(seen, 40, 'next');
    });
    expect(seen.filter(({ status }) => status !== 200)).toEqual([]);
    expect(count(seen, 'now')).toBeGreaterThan(10);
    expect(seen.filter(({ fallbacks }) => fallbacks.length === 0).length).toBeGreaterThan(seen.length / 2);
  });

  test.each([
    ['stale', 'its last good copy is shown', []],
    ['none', 'it is left out', ['stars']],
  ])('arrives after the styles of a page were sent: copies %p, %s', async (copy, _, missing) => {
    await shop.fetch(path).then((answer) => answer.text());
    // The shell does not learn of the next version before it has sent the head.
    for (const fragment of ['review/list', 'review/form'])
      await shop.fault({ fragment, kind: 'hang', copy: 'any' });
    await shop.fault({ fragment: 'review/stars', kind: 'slow', ms: 100, copy });
    await deploy(1);
    const late = check(await (await shop.fetch(path)).text());
    expect(late.version).toBe('now');
    expect(late.fallbacks).toEqual(missing);
  });

  test('refuses a form of the previous version with a message beside the field, and keeps the input', async () => {
    await shop.fetch(path).then((answer) => answer.text());
    await deploy(1);
    const title = '아이가 정말 좋아해요';
    const reviewer = await createReviewer(shop, path.replace('/products/', ''));
    const refused = await reviewer.post(`${path}/reviews`, { rating: '5', title, body: '' });
    expect(refused.status).toBe(422);
    expect(check(refused.text)).toMatchObject({ version: 'next', fallbacks: [] });
    expect(readSlot(refused.text, 'review-form').html).toContain(title);
  });

  test('is deployed together with all workers, and every answer meanwhile is complete', async () => {
    const seen = await visitWhile(async (seen) => {
      await more(seen, 20, 'now');
      running = next.worker;
      await shop.reload();
      await more(seen, 40, 'next');
    });
    // A request during the start of the workers is cut off, or gets a 503.
    for (const { status } of seen) expect([200, 503, 0]).toContain(status);
  });
});
