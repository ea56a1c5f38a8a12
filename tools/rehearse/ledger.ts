/** What a rehearsal must not see. Each of them is a line of its table. */
export const faults = [
  'requests with an error',
  'pages with two versions of a slice',
  'pages whose slice called another version of its service',
  'visitors who lost the new version while its share rose',
  'inputs that were lost',
  'old tabs that stopped working',
  'islands that did not hydrate',
] as const;
export type Fault = (typeof faults)[number];

export type Ledger = ReturnType<typeof createLedger>;

const mostExamples = 5;

/** Counts what visitors do, and keeps examples of what went wrong. */
export function createLedger(onRequest: () => void = () => {}) {
  const counts: Record<string, number> = {};
  const found = Object.fromEntries(faults.map((fault) => [fault, { count: 0, examples: [] as string[] }]));
  const count = (what: string, by = 1) => {
    counts[what] = (counts[what] ?? 0) + by;
  };
  return {
    counts,
    found: found as Record<Fault, { count: number; examples: string[] }>,
    count,
    request(kind: 'page' | 'asset' | 'fragment' | 'form'): void {
      count('requests');
      count(`${kind}s`);
      onRequest();
    },
    fault(fault: Fault, example: string): void {
      const line = (found as Ledger['found'])[fault];
      line.count += 1;
      if (line.examples.length < mostExamples) line.examples.push(example);
    },
  };
}
