import { randomUUID } from 'node:crypto';
import { serveTails } from './serve-tails.ts';

export type Tails = ReturnType<typeof createTails>;

/** Keeps who follows the traces of which script. */
export function createTails() {
  const scripts = new Map<string, string>();
  const server = serveTails({ isKnown: (id) => scripts.has(id), onClose: (id) => scripts.delete(id) });

  return {
    open(script: string): { id: string; url: string } {
      const id = randomUUID();
      scripts.set(id, script);
      return { id, url: `${server.url}/${id}` };
    },
    isFollowed: (script: string) => [...scripts.values()].includes(script),
    end(id: string): void {
      scripts.delete(id);
      server.end(id);
    },
    /** Sends traces to those who follow the script. */
    send(script: string, traces: object[]): void {
      for (const [id, followed] of scripts)
        if (followed === script)
          for (const trace of traces) server.send(id, JSON.stringify({ ...trace, scriptName: script }));
    },
    close: () => server.close(),
  };
}
