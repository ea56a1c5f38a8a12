import { toTable } from '../release/to-table.ts';
import { type Fault, faults, type Ledger } from './ledger.ts';
import type { Phase } from './run-phases.ts';

export type Line = { what: string; found: string; ok: boolean; examples: string[] };
export type Verdict = { ok: boolean; lines: Line[]; phases: Phase[]; counts: Record<string, number> };

type Outcome = {
  ledger: Pick<Ledger, 'counts' | 'found'>;
  phases: Phase[];
  requests: number;
  /** Slices of which both versions were on pages, of all that were released. */
  seen: string[];
  released: readonly string[];
  /** Seconds between the end of the rollback commands and the last request whose page had the new version. */
  rollbackSeconds: number;
  hasBrowser: boolean;
};

/** Visitors must have the old version this long after a rollback command. */
const rollbackTakesSeconds = 5;

/** Judges a rehearsal: each line of the table is something that must not have happened, or that the rehearsal needs to mean something. */
export function toVerdict({ ledger, phases, requests, ...outcome }: Outcome): Verdict {
  const { counts, found } = ledger;
  const checked = (fault: Fault) => fault !== 'islands that did not hydrate' || outcome.hasBrowser;
  const lines: Line[] = faults.filter(checked).map((fault) => {
    const { count, examples } = found[fault];
    return { what: fault, found: String(count), ok: count === 0, examples };
  });
  const line = (what: string, found: string, ok: boolean) => lines.push({ what, found, ok, examples: [] });
  const { rollbackSeconds, seen, released, hasBrowser } = outcome;
  const hydrated = counts['pages in Chromium'] ?? 0;
  if (hasBrowser) line('pages whose islands all hydrated in Chromium', String(hydrated), hydrated > 0);
  const sent = counts.requests ?? 0;
  line('requests', `${sent} of ${requests}`, sent >= requests);
  line('slices with both versions seen', seen.join(', ') || 'none', seen.length === released.length);
  line(
    'seconds until a rollback was in effect',
    rollbackSeconds.toFixed(1),
    rollbackSeconds <= rollbackTakesSeconds,
  );
  return { ok: lines.every(({ ok }) => ok), lines, phases, counts };
}

/** Writes a verdict for the terminal. */
export function toVerdictText({ ok, lines, phases, counts }: Verdict): string {
  const phaseRows = phases.map(({ name, requests, seconds }) => [name, String(requests), seconds.toFixed(0)]);
  const countRows = Object.entries(counts).map(([what, count]) => [what, String(count)]);
  const rows = lines.map((line) => [line.what, line.found, line.ok ? 'ok' : 'FAILED']);
  const examples = lines.flatMap((line) => line.examples.map((example) => `${line.what}: ${example}`));
  return [
    toTable([['phase', 'requests', 'seconds'], ...phaseRows]),
    toTable([['count', ''], ...countRows]),
    toTable([['line', 'found', ''], ...rows]),
    ...(examples.length > 0 ? [examples.join('\n')] : []),
    ok ? 'Every line is ok.' : 'Some lines failed.',
  ].join('\n\n');
}
