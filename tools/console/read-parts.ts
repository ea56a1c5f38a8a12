import type { DeadLetterPage } from '../../services/events/contract.ts';
import type { Fault } from '../../shell/create-faults.ts';
import { readGraph } from '../graph.ts';
import type { Count } from '../runtime/limits/worker.ts';
import type { QueueCount } from '../runtime/local-queues/worker.ts';
import type { Trace, TracedCall, TraceSummary } from '../runtime/traces/recorded.ts';
import type { FragmentState } from '../runtime/traces/to-fragment-states.ts';
import { type ComparedCall, compareCalls } from './compare-calls.ts';
import { type CatalogueSlice, readCatalogue } from './read-catalogue.ts';
import type { Answered, ShopSource } from './shop-source.ts';
import type { ShownLog } from './views/running-view.ts';
import type { ShownSlice } from './views/slices-view.ts';

type Readiness = { slices?: Record<string, string>; versions?: Record<string, string> };
export type Graph = { calls: ComparedCall[]; note: string };
export type Queues = { queues: Record<string, QueueCount>; letters: DeadLetterPage['letters']; note: string };
export type Releases = { versions: Record<string, string>; note: string };

/** Reads the parts of the console: what the code says, and what the shop says. */
export function createParts(source: ShopSource, catalogue: () => Promise<CatalogueSlice[]> = readCatalogue) {
  const readiness = () => source.read<Readiness>('/readyz');

  return {
    /** What the code says about the slices. */
    catalogue,
    async slices(): Promise<Answered<ShownSlice[]>> {
      const [slices, ready] = await Promise.all([catalogue(), readiness()]);
      const { slices: health = {}, versions = {} } = ready.ok ? ready.value : {};
      const value = slices.map((each) => ({
        ...each,
        health: health[each.slice] ?? (!ready.ok ? 'unknown' : each.slice === 'shell' ? 'ok' : 'no face'),
        version: versions[each.slice] ?? '',
      }));
      return { ok: true, value };
    },
    async graph(): Promise<Answered<Graph>> {
      const [configured, traced] = await Promise.all([
        readGraph(),
        source.read<TracedCall[]>('/_dev/calls.json'),
      ]);
      const calls = compareCalls(configured, traced.ok ? traced.value : []);
      return { ok: true, value: { calls, note: traced.ok ? '' : traced.reason } };
    },
    traces: () => source.read<TraceSummary[]>('/_dev/traces.json'),
    trace: (id: string) => source.read<Trace>(`/_dev/traces.json?trace=${encodeURIComponent(id)}`),
    logs: (asked: { trace?: string; level?: string }) =>
      source.read<ShownLog[]>(`/_dev/logs.json?${new URLSearchParams(asked)}`),
    breakers: () => source.read<FragmentState[]>('/_dev/breakers.json'),
    limits: () => source.read<Count[]>('/_dev/limits'),
    faults: () => source.read<Fault[]>('/_dev/faults'),
    async queues(): Promise<Answered<Queues>> {
      const letters = await source.read<DeadLetterPage>('/api/operator/dead-letters?after=0');
      if (!letters.ok && !source.queues) return letters;
      const note = source.queues ? '' : 'Cloudflare’s dashboard shows the queues of a deployed shop.';
      const queues = (await source.queues?.()) ?? {};
      return { ok: true, value: { queues, letters: letters.ok ? letters.value.letters : [], note } };
    },
    async releases(): Promise<Answered<Releases>> {
      const ready = await readiness();
      if (!ready.ok) return ready;
      const note = source.isDevelopment
        ? 'On a developer’s machine each slice has one version. bun run cloud rehearses releases.'
        : 'bun run releases shows which versions visitors get, since when, by whom and why. It asks Cloudflare.';
      return { ok: true, value: { versions: ready.value.versions ?? {}, note } };
    },
  };
}
