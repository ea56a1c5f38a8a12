import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createGuards, type Outcome } from './create-guards.ts';
import { createTestClock } from './create-test-clock.helper.ts';

function createBench() {
  const clock = createTestClock();
  const guards = createGuards(clock, { failures: 5, pause: 2_000, concurrency: 3, lifetime: 10_000 });
  const call = (outcome: Outcome) => {
    const pass = guards.enter('a/b');
    if (pass.ok) pass.done(outcome);
    return pass.ok;
  };
  return { clock, guards, call };
}

describe('the breaker', () => {
  test('opens after five failures in a row, lets one probe after a pause, and closes when that succeeds', async () => {
    const { clock, guards, call } = createBench();
    for (let calls = 0; calls < 5; calls++) expect(call('failure')).toBe(true);
    expect([guards.state('a/b'), call('success')]).toEqual(['open', false]);
    await clock.advance(2_000);
    expect(guards.state('a/b')).toBe('half-open');
    const probe = guards.enter('a/b');
    expect(guards.enter('a/b')).toEqual({ ok: false, reason: 'breaker-open' });
    if (probe.ok) probe.done('success');
    expect([guards.state('a/b'), call('success')]).toEqual(['closed', true]);
  });

  test('opens again when the probe fails', async () => {
    const { clock, guards, call } = createBench();
    for (let calls = 0; calls < 5; calls++) call('failure');
    await clock.advance(2_000);
    expect(call('failure')).toBe(true);
    expect(guards.state('a/b')).toBe('open');
  });

  test('lets another probe through when the lease of a vanished one has expired', async () => {
    const { clock, guards, call } = createBench();
    for (let calls = 0; calls < 5; calls++) call('failure');
    await clock.advance(2_000);
    expect(guards.enter('a/b').ok).toBe(true);
    await clock.advance(9_999);
    expect(guards.enter('a/b').ok).toBe(false);
    await clock.advance(1);
    expect(call('success')).toBe(true);
    expect(guards.state('a/b')).toBe('closed');
  });

  test('counts only failures in a row, and ignores clients that leave', () => {
    const { guards, call } = createBench();
    for (let calls = 0; calls < 20; calls++) call(calls % 4 === 3 ? 'success' : 'failure');
    for (let calls = 0; calls < 20; calls++) call('neither');
    expect(guards.state('a/b')).toBe('closed');
  });

  test('stays closed for any number of refusals, and does not forget failures before them', () => {
    const { guards, call } = createBench();
    for (let calls = 0; calls < 20; calls++) call('refused');
    expect(guards.state('a/b')).toBe('closed');
    for (let calls = 0; calls < 4; calls++) call('failure');
    call('refused');
    call('failure');
    expect(guards.state('a/b')).toBe('open');
  });

  test('closes after a refused probe, and opens at the next failure', async () => {
    const { clock, guards, call } = createBench();
    for (let calls = 0; calls < 5; calls++) call('failure');
    await clock.advance(2_000);
    call('refused');
    expect(guards.state('a/b')).toBe('closed');
    call('failure');
    expect(guards.state('a/b')).toBe('open');
  });

  test('is separate for each fragment', () => {
    const { guards, call } = createBench();
    for (let calls = 0; calls < 5; calls++) call('failure');
    expect([guards.state('a/b'), guards.state('a/c')]).toEqual(['open', 'closed']);
    expect(guards.enter('a/c').ok).toBe(true);
  });
});

test('the bulkhead limits the calls under way', () => {
  const { guards } = createBench();
  const passes = [1, 2, 3, 4].map(() => guards.enter('a/b'));
  expect(passes.map(({ ok }) => ok)).toEqual([true, true, true, false]);
  expect(passes[3]).toEqual({ ok: false, reason: 'bulkhead-full' });
  if (passes[0]?.ok) passes[0].done('success');
  expect(guards.enter('a/b').ok).toBe(true);
});

test('a thousand clients that vanish at any moment leave no count, lease or breaker stuck', async () => {
  const visit = fc.record({
    fragment: fc.constantFrom('a/b', 'a/c'),
    // Undefined means that the client left, so no code runs after the call.
    outcome: fc.option(fc.constantFrom<Outcome>('success', 'failure', 'refused', 'neither'), {
      nil: undefined,
    }),
    after: fc.nat(500),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { minLength: 1_000, maxLength: 1_000 }), async (visits) => {
      const clock = createTestClock();
      const guards = createGuards(clock, { concurrency: 10, lifetime: 5_000 });
      let now = 0;
      for (const { fragment, outcome, after } of visits) {
        const pass = guards.enter(fragment);
        if (pass.ok && outcome) pass.done(outcome);
        now += after;
        if (now > 10_000) {
          await clock.advance(now);
          now = 0;
        }
      }
      await clock.advance(20_000);
      expect(guards.underWay).toBe(0);
      for (const fragment of ['a/b', 'a/c']) {
        const pass = guards.enter(fragment);
        expect(pass.ok).toBe(true);
        if (pass.ok) pass.done('success');
        expect(guards.state(fragment)).toBe('closed');
      }
    }),
    { numRuns: 10 },
  );
});
