/** A worker, and the names of the workers that it is bound to. */
type Caller = { name: string; calls: readonly string[] };

/**
 * Sorts workers so that each comes after those that it calls: wrangler refuses a binding to a worker that does not exist yet, and a
 * caller is never newer than what it calls. Apart from that the order stays as it is.
 *
 * @throws Error for workers that call each other in a circle
 */
export function toDeployOrder<Worker extends Caller>(workers: readonly Worker[]): Worker[] {
  const ordered = new Set<Worker>();
  for (const worker of workers) visit(worker, []);
  return [...ordered];

  function visit(worker: Worker, callers: string[]): void {
    if (ordered.has(worker)) return;
    const path = [...callers, worker.name];
    if (callers.includes(worker.name)) throw new Error(`Workers call each other: ${path.join(' → ')}`);
    for (const callee of workers) if (worker.calls.includes(callee.name)) visit(callee, path);
    ordered.add(worker);
  }
}
