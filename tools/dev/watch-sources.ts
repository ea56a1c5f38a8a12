import { watch } from 'node:fs';
import { sep } from 'node:path';
import { root, tiersOf, type Worker } from '../workers.ts';

const watched = ['shell', 'gateway', 'frontends', 'bff', 'services', 'platform', 'contracts'];
const sources = /\.(ts|tsx|css|lua|toml|svg|txt)$/;

/**
 * Calls back with the workers that a changed source belongs to: the worker of its folder, or all workers for shared code. Several
 * changes within 30 ms cause one call.
 *
 * @returns a function that stops watching
 */
export function watchSources(workers: Worker[], onChange: (touched: Worker[]) => void): () => void {
  const touched = new Set<Worker>();
  let timer: Timer | undefined;
  const watchers = watched.map((folder) =>
    watch(`${root}/${folder}`, { recursive: true }, (_, name) => {
      if (!name || !sources.test(name) || /(^|[\\/])(dist|node_modules)[\\/]|\.(?:test|helper)\./.test(name))
        return;
      const path = `${root}/${folder}/${name.split(sep).join('/')}`;
      const owners = workers.filter((worker) =>
        tiersOf(worker).some(({ directory }) => path.startsWith(`${directory}/`)),
      );
      for (const worker of owners.length > 0 ? owners : workers) touched.add(worker);
      clearTimeout(timer);
      timer = setTimeout(report, settleTimeMs);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };

  function report(): void {
    const workers = [...touched];
    touched.clear();
    onChange(workers);
  }
}

/** Milliseconds without a change before the callback, since editors write a file in several steps. */
const settleTimeMs = 30;
