import { expect, test } from 'bun:test';
import { toMilliseconds } from './profile-isolate.ts';

const nodes = ['(root)', '(idle)', 'compose'].map((functionName, id) => ({
  id,
  callFrame: { functionName },
}));

test('an isolate that waits counts for one interval, and one that is idle for none', () => {
  const profile = { nodes, samples: [2, 2, 1, 2], timeDeltas: [250, 250, 250, 80_000] };
  expect(toMilliseconds(profile)).toBeCloseTo(0.25 + 0.25 + 0.375);
});

test('a profile without samples has no time', () => {
  expect(toMilliseconds({ nodes, samples: [], timeDeltas: [] })).toBe(0);
});
