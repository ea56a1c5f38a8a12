import { convertV4MiniflareOptions } from 'miniflare';
import { readConfig, toServiceName, type Worker } from '../workers.ts';

/**
 * The options of Miniflare for workers that these workers call and that do not run here. Each passes its requests on, to
 * `<elsewhere>/<worker>/<path>`.
 *
 * @param workers the workers that run
 */
export function createAbsentWorkers(workers: Worker[], elsewhere: string) {
  const running = new Set(workers.map(toServiceName));
  const called = workers.flatMap(
    (worker) =>
      readConfig<{ services?: Bound[] }>(worker).services?.filter(({ service }) => !running.has(service)) ??
      [],
  );
  if (called.length === 0) return [];
  const absent = Object.entries(Object.groupBy(called, ({ service }) => service)) as [string, Bound[]][];
  const options = {
    workers: absent.map(([name, bound]) => ({
      ...{ name, compatibilityDate: '2026-11-16', modules: true, script: toScript(bound) },
      bindings: { ELSEWHERE: `${elsewhere}/${name.slice(toServiceName({ name: '' }).length)}` },
    })),
  };
  return convertV4MiniflareOptions(options as Parameters<typeof convertV4MiniflareOptions>[0]).workers;
}

type Bound = { service: string; entrypoint?: string };

/** A worker that answers at every entrypoint that is bound. */
function toScript(bound: Bound[]): string {
  const names = new Set(['default', ...bound.flatMap(({ entrypoint }) => entrypoint ?? [])]);
  return `const passOn = {
  fetch(request, env) {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(env.ELSEWHERE + pathname + search, request));
  },
};
export { ${[...names].map((name) => `passOn as ${name}`).join(', ')} };`;
}
