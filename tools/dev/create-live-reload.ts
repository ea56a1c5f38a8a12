import { join } from 'node:path';

/** The state that is sent to pages: a new `version` reloads them, and they show a `fault` until it is null. */
type State = { version: number; fault: string | null };

/**
 * Serves the shell's `/_dev/`: the script that pages load, and the events that it follows.
 *
 * @param other answers every other path
 */
export function createLiveReload(other: (request: Request) => Response | Promise<Response>) {
  let state: State = { version: 1, fault: null };
  const followers = new Set<ReadableStreamDefaultController<string>>();

  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    routes: {
      '/_dev/reload.js': async () =>
        new Response(await script, { headers: { 'content-type': 'text/javascript' } }),
      '/_dev/events': () => {
        let follower: ReadableStreamDefaultController<string>;
        const stream = new ReadableStream<string>({
          start(controller) {
            follower = controller;
            followers.add(controller);
            controller.enqueue(`retry: 200\n${toEvent(state)}`);
          },
          cancel: () => void followers.delete(follower),
        });
        return new Response(stream, {
          headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
        });
      },
    },
    fetch: other,
  });

  return {
    url: `http://127.0.0.1:${server.port}`,
    /** Reloads all pages, after a new build is served. */
    reload: () => send({ version: state.version + 1, fault: state.fault }),
    /** Shows a fault over every page; null hides it. */
    show: (fault: string | null) => send({ ...state, fault }),
    stop: () => server.stop(true),
  };

  function send(next: State): void {
    state = next;
    for (const follower of followers) {
      try {
        follower.enqueue(toEvent(state));
      } catch {
        followers.delete(follower);
      }
    }
  }
}

const script = Bun.build({ entrypoints: [join(import.meta.dir, 'page.ts')], target: 'browser' }).then(
  ({ outputs }) => (outputs[0] as Blob).text(),
);

function toEvent(state: State): string {
  return `data: ${JSON.stringify(state)}\n\n`;
}
