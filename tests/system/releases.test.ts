import { afterAll, beforeAll, expect, test } from 'bun:test';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openReleasingShop, toBuild, toFile } from '../open-releasing-shop.helper.ts';
import { until } from '../until.helper.ts';

let shop: Awaited<ReturnType<typeof openReleasingShop>>;
/** The id of the face of v2, and that of its service. */
let good = '';
let goodService = '';
const visitors: ReturnType<typeof createVisitor>[] = [];
beforeAll(async () => {
  shop = await openReleasingShop();
  await shop.add('v1', 'deploy');
  await shop.deployShell();
  visitors.push(...Array.from({ length: 40 }, () => createVisitor(shop.url)));
}, 300_000);
afterAll(() => shop.close());

/** Everything that pages have shown: a status, and the versions of the face and of the service behind it. */
const seen = new Set<string>();

/** Opens a page for each visitor, and returns the version that each of them saw. */
async function look(): Promise<string[]> {
  const versions: string[] = [];
  for (const visitor of visitors) {
    const [, face = ''] = await until('the fragment', async () => {
      const { status, text } = await visitor.get('/');
      return record(status, text);
    });
    versions.push(face);
  }
  return versions;
}
const share = (versions: string[], version: string) => versions.filter((each) => each === version).length;

/** Notes what a page showed. On a busy machine, a page may have to leave the fragment out. */
function record(status: number, html: string): RegExpMatchArray | null {
  if (status !== 200) seen.add(`${status}`);
  const shown = html.match(/face (v\d), service (v\d)/);
  if (shown) seen.add(`${shown[1]} ${shown[2]}`);
  return shown;
}

let arms: string[] = [];
/** How many pages were opened while versions changed, and the longest time of one, which tells how busy this machine is. */
let opened = 0;
let slowestMs = 0;

/** Opens pages for new visitors, whose browsers report them, as long as a command runs. */
async function browseWhile<Value>(command: Promise<Value>): Promise<Value> {
  let done = false;
  const ended = command.finally(() => {
    done = true;
  });
  const browse = async () => {
    while (!done) {
      const began = performance.now();
      const answer = await fetch(shop.url);
      const html = await answer.text();
      slowestMs = Math.max(slowestMs, performance.now() - began);
      record(answer.status, html);
      opened += 1;
      const [, path = '', trace, page, ...arms] = / data-beacon="([^"]*)"/.exec(html)?.[1]?.split(' ') ?? [];
      const measured = { LCP: 900, INP: 40, CLS: 0, errors: 0, events: [], versions: { menu: 'v1' } };
      const body = JSON.stringify({ trace, page, arms, ...measured });
      const headers = { 'content-type': 'application/json' };
      if (path) await fetch(shop.url + path, { method: 'POST', body, headers });
    }
  };
  await Promise.all([ended, ...Array.from({ length: 4 }, browse)]);
  return ended;
}

test('a version that is uploaded serves nobody', async () => {
  const second = await shop.add('v2', 'upload');
  [goodService, good] = second as [string, string];
  const stage = ['menu-service', 'menu'].map((name, index) => {
    const main = shop.account.scripts[`jogakbo-${name}`]?.versions[0]?.id;
    return shop.wrangler(name, 'versions', 'deploy', `${main}@100`, `${second[index]}@0`, '-y');
  });
  await Promise.all(stage);
  expect(share(await look(), 'v1')).toBe(40);
});

test('the holder of a preview sees it on the page and behind it, and nobody else does', async () => {
  const { code, output } = await shop.preview(`menu@${toBuild('v2')}`, '--json', '--for', '30m');
  expect({ code, output }).toMatchObject({ code: 0 });
  const { link } = JSON.parse(output);
  const holder = createVisitor(shop.url);
  await holder.get(link.slice(link.indexOf('/preview')));
  const { text, headers } = await until('the fragment', async () => {
    const page = await holder.get('/');
    return page.text.includes('face v') && page;
  });
  expect(text).toContain('face v2, service v1');
  expect(text).toContain(`미리보기: menu ${toBuild('v2')}.`);
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(share(await look(), 'v1')).toBe(40);
}, 180_000);

test('a share of the visitors gets it, on the page and behind it, and keeps it', async () => {
  const { code, output } = await browseWhile(shop.release('--percent', '30', '--why', 'a first look'));
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain('The release map 1 is published.');
  await until('a visitor of the canary', async () => share(await look(), 'v2') > 0);
  arms = await look();
  expect(share(arms, 'v2')).toBeLessThan(30);
  expect(await look()).toEqual(arms);
  const listed = await shop.run('tools/releases.ts', '--json');
  expect(JSON.parse(listed.output)).toMatchObject({
    number: 1,
    slices: { menu: { canary: { percent: 30 }, why: 'a first look' } },
  });
});

test('a greater share takes nobody out of the canary', async () => {
  await browseWhile(shop.release('--percent', '70', '--why', 'more'));
  const later = await until('more visitors', async () => {
    const versions = await look();
    return share(versions, 'v2') > share(arms, 'v2') && versions;
  });
  for (const [index, arm] of arms.entries()) if (arm === 'v2') expect(later[index]).toBe('v2');
});

test('a promotion gives it to everybody, and a rollback takes it back', async () => {
  expect((await browseWhile(shop.release('--promote', '--why', 'good'))).code).toBe(0);
  await until('everybody to get v2', async () => share(await look(), 'v2') === 40);
  // A tab that was opened before the promotion still has v1.
  const headers = { 'page-version': toBuild('v1') };
  const fragment = await fetch(`${shop.url}/_fragments/menu/strip`, { headers });
  expect(await fragment.text()).toContain('face v1, service v1');
  const { code, output } = await browseWhile(shop.release('--rollback'));
  expect({ code, output }).toMatchObject({ code: 0 });
  const ended = performance.now();
  await until('a page of v1', async () => (await (await fetch(shop.url)).text()).includes('face v1'));
  expect(performance.now() - ended).toBeLessThan(5_000 + 3 * slowestMs);
  await until('everybody to get v1', async () => share(await look(), 'v1') === 40);
  const history = await shop.run('tools/releases.ts', '--history');
  for (const part of ['--percent 30', '--percent 70', '--promote', '--rollback', 'a first look', 'good'])
    expect(history.output).toContain(part);
});

test('a page of a version that left the deployment finds its files, and fetches from the current version', async () => {
  const [menu] = [shop.account.scripts['jogakbo-menu']?.deployments.at(-1)?.versions ?? []];
  expect(menu.map(({ percentage }) => percentage)).toEqual([100]);
  for (const version of ['v1', 'v2']) {
    const file = await fetch(shop.url + toFile(version));
    expect([file.status, await file.text()]).toEqual([200, `export default '${version}';`]);
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
  const headers = { 'page-version': toBuild('v2') };
  const fragment = await fetch(`${shop.url}/_fragments/menu/strip`, { headers });
  expect(await fragment.text()).toContain('face v1, service v1');
  const pruned = await shop.run('tools/releases.ts', '--prune', '--json');
  expect(pruned).toEqual({ code: 0, output: '[]\n' });
}, 180_000);

test('no page failed or mixed two versions, also while they changed', () => {
  expect(opened).toBeGreaterThan(100);
  expect([...seen].sort()).toEqual(['v1 v1', 'v2 v2']);
});

test.each([
  [['menu@none'], 'No worker of menu has the version none.', 1],
  [['menu', '--for', '8d'], '--for is a time such as 30m, 2h or 3d, and 7d at most: 8d', 2],
  [['carts'], 'No slice is called carts.', 2],
])('bun run preview with %p says what is wrong', async (args, sentence, code) => {
  const outcome = await shop.preview(...args);
  expect(outcome.output).toContain(sentence);
  expect(outcome.code).toBe(code);
});

test('a service is released before its face and after it, and no page fails', async () => {
  seen.clear();
  const firstOf = (name: string) => shop.account.scripts[name]?.versions[0]?.id as string;
  const [service, face] = [firstOf('jogakbo-menu-service'), firstOf('jogakbo-menu')];
  const release = async (version: string, ...how: string[]) => {
    const outcome = await browseWhile(shop.release('--version', version, ...how, '--why', 'one worker'));
    expect(outcome).toMatchObject({ code: 0 });
  };
  const shows = (text: string) =>
    until(text, async () => {
      const page = await fetch(shop.url);
      const html = await page.text();
      record(page.status, html);
      return html.includes(text);
    });
  await release(goodService, '--percent', '50');
  await release(goodService, '--promote');
  await shows('face v1, service v2');
  await release(good, '--promote');
  await shows('face v2, service v2');
  await release(service, '--promote');
  await shows('face v2, service v1');
  await release(face, '--promote');
  await shows('face v1, service v1');
  expect([...seen].sort()).toEqual(['v1 v1', 'v1 v2', 'v2 v1', 'v2 v2']);
}, 180_000);

const canary = (version: string, ...more: string[]) => [
  ...['--canary', '--version', version, '--why', 'a canary', '--steps', '50', '--every', '5m', ...more],
];

test('a canary run takes a version with errors back by itself, and keeps the numbers', async () => {
  const broken = await shop.addFace('broken');
  const { code, output } = await browseWhile(shop.release(...canary(broken)));
  expect({ code, output }).toMatchObject({ code: 1 });
  expect(output).toMatch(/roll back: .*a server error or a fallback/);
  await until('the stable version', async () => (await (await fetch(shop.url)).text()).includes('face v1'));
  const kept = await shop.run('tools/releases.ts', '--why', 'menu', '--json');
  expect(JSON.parse(kept.output)).toMatchObject([{ slice: 'menu', percent: 50, decision: 'roll back' }]);
}, 180_000);

test('a canary run that is interrupted leaves the share, goes on later, and gives a good version to everybody', async () => {
  const command = canary(good, '--tolerance', '1000', '--views', '60', '--level', '0.0001');
  const first = shop.startRelease(...command);
  await until('the canary', () => first.output().includes('is published'));
  first.interrupt();
  const interrupted = await first.ended;
  expect(interrupted.output).toContain(
    'The canary keeps 50 % of the visitors. To go on, run the same command',
  );
  expect(interrupted.code).toBe(130);
  const { code, output } = await browseWhile(shop.release(...command));
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain('Going on: the canary has 50 % of the visitors.');
  expect(output).toContain('promote: no metric is worse by more than its margin');
  const { output: listed } = await shop.run('tools/releases.ts', '--json');
  expect(JSON.parse(listed)).toMatchObject({
    slices: { menu: { stable: { 'jogakbo-menu': { id: good } } } },
  });
}, 180_000);
