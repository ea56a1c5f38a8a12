import type { Worker } from '../workers.ts';
import { buildWorkers } from './build-workers.ts';
import type { createLiveReload } from './create-live-reload.ts';
import { typeCheck } from './type-check.ts';
import { watchSources } from './watch-sources.ts';

type Served = {
  /** Replaces the running workers by the newly built ones. */
  reload(): Promise<void>;
  liveReload: Pick<ReturnType<typeof createLiveReload>, 'show' | 'reload'>;
};

/**
 * Builds and serves each edit, and then checks its types. A fault is shown in the terminal and on every page, which still has the last good build.
 *
 * @param workers the workers whose sources are watched
 * @returns a function that stops it
 */
export function followEdits(workers: Worker[], { reload, liveReload }: Served): () => void {
  let changes: Promise<void> = Promise.resolve();
  let checking = new AbortController();
  void checkTypes();
  return watchSources(workers, (touched) => {
    changes = changes.then(() => takeOver(touched));
  });

  async function takeOver(touched: Worker[]): Promise<void> {
    const began = performance.now();
    // The check of an older state would slow the build down, and hide its fault.
    checking.abort();
    try {
      await buildWorkers(touched);
      await reload();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      console.error(`\n${message}\n`);
      liveReload.show(message);
      return;
    }
    liveReload.show(null);
    liveReload.reload();
    console.log(
      `${touched.map(({ name }) => name).join(', ')} built and served in ${Math.round(performance.now() - began)} ms`,
    );
    void checkTypes();
  }

  async function checkTypes(): Promise<void> {
    const current = new AbortController();
    checking = current;
    const errors = await typeCheck(current.signal);
    if (current.signal.aborted) return;
    if (errors) console.error(`\n${errors}\n`);
    liveReload.show(errors);
  }
}
