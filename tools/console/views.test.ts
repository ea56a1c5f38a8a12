import { expect, test } from 'bun:test';
import type { Count } from '../runtime/limits/worker.ts';
import type { TraceSummary } from '../runtime/traces/recorded.ts';
import { showLimits } from './views/running-view.ts';
import { showTraces } from './views/traces-view.ts';

const trace = (path: string, faults = 0): TraceSummary => ({
  ...{
    trace: 'a'.repeat(32),
    started: 0,
    method: 'GET',
    path,
    status: 200,
    ms: 1,
    spans: 1,
    stores: 0,
    faults,
  },
});
const count = (path: string, refused = 0) => ({ path, refused, invocations: 1 }) as Count;
const picture = '/api/product/pictures/1.svg';

test('a list of traces leaves out files that were fetched without a fault, and says how many', () => {
  const traces = [
    trace('/products/1'),
    trace(picture),
    trace('/assets/shell/1/a.json'),
    trace('/broken.png', 1),
  ];
  const some = String(showTraces(traces, false));
  expect(some).toContain('Left out: 2 requests of pictures, scripts and styles.');
  expect(some).toContain('/products/1');
  expect(some).toContain('/broken.png');
  expect(some).not.toContain(picture);
  const all = String(showTraces(traces, true));
  expect(all).toContain(picture);
  expect(all).not.toContain('Left out');
});

test('a list of limits leaves out files, unless a call was refused, and the console itself', () => {
  const counts = [count('/?page=2'), count(picture), count('/a.js', 1), count('/_dev/limits?all=1')];
  const some = String(showLimits(counts, false));
  expect(some).toContain('Left out: 1 request of');
  for (const path of ['/?page=2', '/a.js']) expect(some).toContain(path);
  for (const path of [picture, '/_dev/limits?all=1']) expect(some).not.toContain(`<code>${path}`);
  expect(String(showLimits(counts, true))).toContain(picture);
});

test('an empty list says what to do', () => {
  expect(String(showTraces([], false))).toContain('Open a page of the shop, then reload.');
});
