import { expect, test } from 'bun:test';
import type { ViewPoint } from '../../../shell/views/view-point.ts';
import { createRandom } from '../../seed/random.ts';
import type { Command } from '../plan-release.ts';
import type { Decision } from './decision-log.ts';
import { readCanarySettings } from './read-canary-settings.ts';
import { type CanaryPorts, type CanarySettings, type CanaryState, runCanary } from './run-canary.ts';

const settings: CanarySettings = {
  ...{ steps: [1, 5, 20, 50], everyMs: 60_000, level: 0.01, tolerance: 100, minimumVisits: 200 },
  ...{ version: undefined, why: 'faster' },
};

/** A shop with visitors, whose time passes while the run waits. `errors` is the share of the canary's views that fail. */
function createShop({ errors = 0, viewsPerSecond = 5, beacons = true } = {}) {
  const random = createRandom(7, 'canary');
  const points: ViewPoint[] = [];
  const shop = {
    state: undefined as CanaryState | undefined,
    ...{ time: 1_000_000, errors, interrupted: false, waits: 0 },
    /** The time of the last change of the release, and whether the record of decisions does not answer. */
    ...{ changedAt: 0, hangs: false },
    commands: [] as string[],
    decisions: [] as Pick<Decision, 'decision' | 'percent' | 'reason'>[],
    lines: [] as string[],
    /** Makes the next calls of a port fail. */
    failing: { views: 0, change: 0, read: 0, keep: 0 },
    onWait: (_: number) => {},
  };
  const failOrPass = (name: keyof typeof shop.failing) => {
    if (shop.failing[name]-- > 0) throw new Error('The service is not available now.');
  };
  const visit = (arm: 'canary' | 'control') => {
    const trace = points.length.toString(16).padStart(32, '0');
    const failed = Number(arm === 'canary' && random.chance(shop.errors));
    const point: ViewPoint = {
      ...{ kind: 'page', trace, page: '/', slice: 'cart', arm, release: 'r1', version: '', source: 'fresh' },
      visitor: Math.floor(random.next() * 65_536).toString(16),
      details: '',
      values: { serverError: failed, fragmentMs: 20 + 10 * random.next() },
    };
    points.push(point);
    const values = { clientError: 0, lcpMs: 900 + 300 * random.next(), inpMs: 40 * random.next(), cls: 0 };
    if (beacons) points.push({ ...point, kind: 'browser', visitor: '', source: '', values });
  };
  const ports: CanaryPorts = {
    async read() {
      failOrPass('read');
      return shop.state && { ...shop.state };
    },
    async change(command: Command) {
      failOrPass('change');
      shop.changedAt = shop.time;
      shop.commands.push(command.kind === 'percent' ? `${command.percent}` : command.kind);
      shop.state =
        command.kind === 'percent'
          ? { percent: command.percent, release: 'r1', since: new Date(shop.time) }
          : undefined;
    },
    async views() {
      failOrPass('views');
      return points;
    },
    async keep({ decision, percent, reason }) {
      failOrPass('keep');
      if (shop.hangs) await new Promise(() => {});
      shop.decisions.push({ decision, percent, reason });
    },
    say: (line) => void shop.lines.push(line),
    show() {},
    now: () => shop.time,
    async wait(milliseconds) {
      shop.time += milliseconds;
      for (let each = 1; each <= (viewsPerSecond * milliseconds) / 1_000; each++) {
        visit('canary');
        visit('control');
      }
      shop.onWait(++shop.waits);
    },
    isInterrupted: () => shop.interrupted,
  };
  return { shop, run: (more: Partial<CanarySettings> = {}) => runCanary(ports, { ...settings, ...more }) };
}

test('a good version gets a greater share step by step, and is promoted', async () => {
  const { shop, run } = createShop();
  expect(await run()).toBe('promoted');
  expect(shop.commands).toEqual(['1', '5', '20', '50', 'promote']);
  expect(shop.decisions.map(({ decision, percent }) => `${percent} ${decision}`)).toEqual([
    ...['1 raise', '5 raise', '20 raise', '50 promote'],
  ]);
});

test('a version with a fifth of its views failing is stopped after 20 views, in the first step', async () => {
  const { shop, run } = createShop({ errors: 1 });
  expect(await run()).toBe('rolled back');
  expect(shop.commands).toEqual(['1', 'rollback']);
  expect(shop.time - 1_000_000).toBeLessThanOrEqual(10_000);
  expect(shop.decisions).toEqual([
    {
      decision: 'roll back',
      percent: 1,
      reason: expect.stringContaining('visits: a server error or a fallback'),
    },
  ]);
});

test('a version with 5 % errors is rolled back within 400 views', async () => {
  const { shop, run } = createShop({ errors: 0.05 });
  expect(await run({ tolerance: 1 })).toBe('rolled back');
  expect((shop.time - 1_000_000) / 1_000).toBeLessThanOrEqual(400 / 5);
});

test('without enough visitors the run is inconclusive, says what it would take, and the share stays', async () => {
  const few = createShop({ viewsPerSecond: 0.1 });
  expect(await few.run()).toBe('inconclusive');
  expect(few.shop.commands).toEqual(['1']);
  expect(few.shop.decisions[0]?.reason).toMatch(/the canary had \d+ views, and a step needs 20: take longer/);
  const strict = createShop();
  expect(await strict.run({ tolerance: 1 })).toBe('inconclusive');
  expect(strict.shop.state?.percent).toBe(50);
  expect(strict.shop.decisions.at(-1)?.reason).toMatch(/needs about \d+ more visits to each version/);
});

test('an interrupted run leaves the share as it is, and the next run goes on', async () => {
  const { shop, run } = createShop();
  shop.onWait = (waits) => {
    if (shop.commands.length === 2 && waits > 14) shop.interrupted = true;
  };
  expect(await run()).toBe('interrupted');
  expect(shop.commands).toEqual(['1', '5']);
  expect(shop.lines.at(-1)).toContain('The canary keeps 5 % of the visitors.');
  shop.interrupted = false;
  shop.onWait = () => {};
  expect(await run()).toBe('promoted');
  expect(shop.commands).toEqual(['1', '5', '20', '50', 'promote']);
});

test('a run ends if somebody else ends the canary', async () => {
  const { shop, run } = createShop();
  shop.onWait = (waits) => {
    if (waits === 3) shop.state = undefined;
  };
  expect(await run()).toBe('changed');
  expect(shop.commands).toEqual(['1']);
});

test('while views, the map or the log are away nothing is decided, and a rollback is tried again', async () => {
  const away = createShop();
  away.shop.onWait = () => {
    away.shop.failing.views = 1;
    if (away.shop.waits > 40) away.shop.interrupted = true;
  };
  expect(await away.run()).toBe('interrupted');
  expect(away.shop.commands).toEqual(['1']);

  const { shop, run } = createShop({ errors: 1 });
  shop.onWait = () => {
    if (shop.waits === 1) Object.assign(shop.failing, { change: 3, read: 2, keep: 1 });
  };
  expect(await run()).toBe('rolled back');
  expect(shop.commands).toEqual(['1', 'rollback']);
  expect(shop.lines.join()).toContain('The release cannot be changed: The service is not available now.');
});

test('a rollback begins in the look that decides it, even if the record of decisions does not answer', async () => {
  const { shop, run } = createShop({ errors: 1 });
  let looks = 0;
  shop.onWait = () => {
    looks += 1;
    shop.hangs = true;
  };
  void run();
  while (!shop.commands.includes('rollback')) await Bun.sleep(1);
  // A look each two seconds with ten views: the third one has the twenty views that are enough, and its moment is that of the rollback.
  expect([looks, shop.changedAt]).toEqual([2, 1_000_000 + 2 * 2_000]);
});

test('an error counts once for each visitor, and a beacon only for a recorded page', async () => {
  const { judgeViews } = await import('./judge-views.ts');
  const page = (
    trace: string,
    visitor: string,
    arm: 'canary' | 'control',
    serverError: number,
  ): ViewPoint => ({
    ...{ kind: 'page', trace, page: '/', slice: 'cart', arm, release: 'r1', version: '', source: 'fresh' },
    ...{ visitor, details: '', values: { serverError } },
  });
  const angry = Array.from({ length: 60 }, (_, each) => [
    page(`a${each}`, 'one', 'canary', 1),
    page(`b${each}`, `${each}`, 'control', 0),
  ]).flat();
  const forged = Array.from({ length: 60 }, (_, each): ViewPoint => {
    return { ...page(`c${each}`, '', 'canary', 0), kind: 'browser', values: { clientError: 1 } };
  });
  const { decision, findings, views } = judgeViews([...angry, ...forged], settings);
  expect([decision, views]).toEqual(['inconclusive', { canary: 60, control: 60 }]);
  expect(findings[0]?.pairs).toEqual({ both: 0, canary: 1, control: 0, neither: 0 });
  expect(findings[1]?.pairs).toEqual({ both: 0, canary: 0, control: 0, neither: 0 });
});

test.each([
  [{ steps: '5,1' }, '--steps are rising percentages'],
  [{ steps: '10,60' }, 'The control has as many visitors'],
  [{ steps: 'x' }, '--steps are rising'],
  [{ every: '10' }, '--every is a time such as 90s'],
  [{ every: '0s' }, '--every is a time'],
  [{ level: '1' }, '--level is a chance'],
  [{ tolerance: '0' }, '--tolerance is a number above 0'],
  [{ views: '1.5' }, '--views is a whole number'],
])('the options %p are refused with a sentence', (given, sentence) => {
  expect(readCanarySettings(given)).toMatchObject({ ok: false, reason: expect.stringContaining(sentence) });
});

test('without options the steps are 1, 5, 20 and 50 %, each half an hour', () => {
  expect(readCanarySettings({})).toMatchObject({ settings: { steps: [1, 5, 20, 50], everyMs: 1_800_000 } });
});
