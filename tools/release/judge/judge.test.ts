import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { createRandom } from '../../seed/random.ts';
import { createJudge, type Verdict } from './create-judge.ts';
import type { Arm, Visit } from './create-pairs.ts';
import { toHarmEvidence, toNeededPairs, toSafetyBets, toSafetyEvidence } from './evidence.ts';
import { releaseMetrics } from './metrics.ts';

type Version = { errors: number; extraMs: number };
const stable: Version = { errors: 0.001, extraMs: 0 };

/** Visits of a shop: most pages come from a copy, times are log-normal, and browsers report one visit in ten. */
function createTraffic(seed: number) {
  const random = createRandom(seed, 'visits');
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return (arm: Arm, { errors, extraMs }: Version): Visit => {
    const source = random.chance(0.7) ? 'cache' : 'fresh';
    const values: Record<string, number> = {
      serverError: Number(random.chance(errors)),
      clientError: Number(random.chance(0.002)),
      fragmentMs: (source === 'cache' ? 20 : 60) * Math.exp(0.5 * normal()) + extraMs,
      nothingAdded: Number(!random.chance(0.08)),
    };
    if (random.chance(0.1)) {
      values.lcpMs = 1_200 * Math.exp(0.4 * normal()) + extraMs;
      values.inpMs = 80 * Math.exp(0.6 * normal());
      values.cls = random.chance(0.7) ? 0 : 0.1 * random.next();
    }
    return { arm, source, values };
  };
}

/** Shows visits to a judge, two at a time, until it decides or the visits of an arm end. */
function release(seed: number, version: Version, { visits = 2_000, lookEach = 20 } = {}) {
  const judge = createJudge(releaseMetrics);
  const visit = createTraffic(seed);
  for (let each = 0; each < 200; each++) judge.learn(visit('control', stable));
  let verdict: Verdict = judge.judge();
  for (let each = 1; each <= visits; each++) {
    judge.add(visit('control', stable));
    judge.add(visit('canary', version));
    if (each % lookEach !== 0) continue;
    verdict = judge.judge();
    if (verdict.decision !== 'inconclusive') return { ...verdict, visits: each };
  }
  return { ...verdict, visits };
}

const runs = (count: number, version: Version, options = {}) =>
  Array.from({ length: count }, (_, seed) => release(seed, version, options));
const decided = (results: readonly Verdict[], decision: Verdict['decision']) =>
  results.filter((result) => result.decision === decision).length;

describe('a judge', () => {
  test('rolls back at most one in a hundred of 1,000 versions that change nothing, looking 100 times at each', () => {
    const results = runs(1_000, stable, { visits: 1_000, lookEach: 10 });
    expect(decided(results, 'roll back')).toBeLessThanOrEqual(10);
  });

  test('rolls a version with 5 % errors back within 400 visits', () => {
    const results = runs(100, { ...stable, errors: 0.05 });
    expect(decided(results, 'roll back')).toBe(100);
    const soon = results.filter(({ visits }) => visits <= 400);
    expect(soon.length).toBeGreaterThanOrEqual(95);
  });

  test('rolls a version that is 150 ms slower back within 100 visits', () => {
    const results = runs(100, { ...stable, extraMs: 150 }, { lookEach: 5 });
    expect(decided(results, 'roll back')).toBe(100);
    const soon = results.filter(({ visits }) => visits <= 100);
    expect(soon.length).toBeGreaterThanOrEqual(95);
  });

  test('stops a version with a fifth of its visits bad after 20 visits, even if the control is as bad', () => {
    const judge = createJudge(releaseMetrics);
    for (let each = 1; each <= 20; each++) {
      expect(judge.judge().decision).toBe('inconclusive');
      const values = { serverError: Number(each % 5 === 0) };
      judge.add({ arm: 'control', source: 'fresh', values });
      judge.add({ arm: 'canary', source: 'fresh', values });
    }
    const { decision, reason } = judge.judge();
    expect([decision, reason]).toEqual(['roll back', '4 of 20 visits: a server error or a fallback']);
  });

  test('never promotes twice the errors of 0.1 %', () => {
    const results = runs(20, { ...stable, errors: 0.002 }, { visits: 20_000, lookEach: 500 });
    expect(decided(results, 'promote')).toBe(0);
  });

  test('promotes a good version, and says before how many visits it needs', () => {
    const early = release(3, stable, { visits: 5_000, lookEach: 500 });
    expect(early.decision).toBe('inconclusive');
    expect(early.reason).toMatch(/a server error or a fallback needs about \d+ more visits to each version/);
    const late = release(3, stable, { visits: 400_000, lookEach: 2_000 });
    expect(late.decision).toBe('promote');
  });
});

describe('the evidence', () => {
  const counts = fc.record({
    both: fc.nat(1_000),
    canary: fc.nat(1_000),
    control: fc.nat(1_000),
    neither: fc.nat(1_000_000),
  });
  const bets = toSafetyBets({ relative: 0.25, absolute: 0.0005 });

  test('of harm rises with each pair that only the canary spoils, and falls with each that only the control does', () => {
    fc.assert(
      fc.property(counts, (seen) => {
        const harm = toHarmEvidence(seen);
        expect(toHarmEvidence({ ...seen, canary: seen.canary + 1 })).toBeGreaterThan(harm);
        expect(toHarmEvidence({ ...seen, control: seen.control + 1 })).toBeLessThan(harm);
        expect(toHarmEvidence({ ...seen, both: 0, neither: 0 })).toBe(harm);
      }),
    );
  });

  test('is nothing before the first pair, and the mean wealth after one more pair is at most what it was', () => {
    expect(toHarmEvidence({ both: 0, canary: 0, control: 0, neither: 0 })).toBeCloseTo(0, 10);
    fc.assert(
      fc.property(counts, (seen) => {
        // With equal versions, a pair with one bad visit is the canary's or the control's with the same chance.
        const next = (kind: 'canary' | 'control') =>
          10 ** (toHarmEvidence({ ...seen, [kind]: seen[kind] + 1 }) - toHarmEvidence(seen));
        expect((next('canary') + next('control')) / 2).toBeCloseTo(1, 6);
      }),
    );
  });

  test('of safety is reached after about the number of pairs that it asks for', () => {
    const seen = { both: 0, canary: 20, control: 20, neither: 20_000 };
    const needed = toNeededPairs(seen, bets, 2) as number;
    const pairs = seen.canary + seen.control + seen.neither;
    const later = (pairs + needed) / pairs;
    const grown = { both: 0, canary: 20 * later, control: 20 * later, neither: 20_000 * later };
    expect(toSafetyEvidence(grown, bets)).toBeGreaterThanOrEqual(2);
    expect(toNeededPairs({ ...seen, canary: 60 }, bets, 2)).toBeUndefined();
  });
});

describe('a visit', () => {
  test('is compared only with visits of its own source, and only where the value was measured', () => {
    const judge = createJudge([
      { name: 'slow', of: 'ms', kind: 'event', margin: { relative: 0, absolute: 0.1 } },
    ]);
    judge.add({ arm: 'canary', source: 'fresh', values: { ms: 1 } });
    judge.add({ arm: 'control', source: 'cache', values: { ms: 0 } });
    judge.add({ arm: 'control', source: 'fresh', values: {} });
    judge.add({ arm: 'control', source: 'fresh', values: { ms: Number.NaN } });
    expect(judge.judge().findings[0]?.pairs).toEqual({ both: 0, canary: 0, control: 0, neither: 0 });
    judge.add({ arm: 'control', source: 'fresh', values: { ms: 0 } });
    expect(judge.judge().findings[0]?.pairs).toEqual({ both: 0, canary: 1, control: 0, neither: 0 });
  });
});

describe('the command that judges a file of visits', () => {
  const root = `${import.meta.dir}/../../..`;
  const folder = mkdtempSync(`${tmpdir()}/visits-`);
  afterAll(() => rmSync(folder, { recursive: true }));

  const judge = async (lines: readonly unknown[], ...options: string[]) => {
    const file = `${folder}/visits.jsonl`;
    await Bun.write(
      file,
      lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    );
    const run = Bun.spawn([process.execPath, 'tools/judge.ts', file, ...options], {
      ...{ cwd: root, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
    });
    const [output, error] = await Promise.all([
      new Response(run.stdout).text(),
      new Response(run.stderr).text(),
    ]);
    return { code: await run.exited, output, error: error.replaceAll(folder, '') };
  };
  const visits = (errors: number) =>
    Array.from({ length: 30 }, (_, each) => [
      { arm: 'before', source: 'fresh', values: { fragmentMs: 20 + each } },
      { arm: 'control', source: 'fresh', values: { serverError: 0 } },
      { arm: 'canary', source: 'fresh', values: { serverError: Number(each < errors) } },
    ]).flat();

  test('says what to do by its first line and its exit code', async () => {
    const bad = await judge(visits(30));
    expect([bad.code, bad.output.split('\n')[0]]).toEqual([
      1,
      'roll back: 30 of 30 visits: a server error or a fallback',
    ]);
    const early = await judge(visits(0), '--json');
    expect(early.code).toBe(3);
    expect(JSON.parse(early.output)).toMatchObject({
      decision: 'inconclusive',
      reason: 'the canary needs 470 more visits',
    });
  });

  test.each([
    ['a line that is no JSON', [...visits(0).slice(0, 2), '{'], '/visits.jsonl: Line 3 is not JSON.'],
    [
      'an unknown arm',
      [{ arm: 'left', source: 'a', values: {} }],
      '/visits.jsonl: Line 1: arm: Invalid type',
    ],
    [
      'a value that is no number',
      [{ arm: 'canary', source: 'a', values: { ms: '1' } }],
      'Line 1: values.ms:',
    ],
  ])('names the line with %s', async (_, lines, message) => {
    const { code, error } = await judge(lines);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });
});
