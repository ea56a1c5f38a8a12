import { waitUntil } from 'cloudflare:workers';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRecorder, type Recorder } from '../traces/create-recorder.ts';

export type Fetcher = { fetch(input: Request | string, init?: RequestInit): Promise<Response> };
/** The request of a client that the current work belongs to. `depth` is the length of the chain of workers. */
export type Scope = { id: string; depth: number; counter: Fetcher; recorder: Recorder | undefined };
export type Kind = 'invocations' | 'd1' | 'kv' | 'redis' | 'queue';

export const scopes = new AsyncLocalStorage<Scope>();
/** Carries id and depth to the called worker. */
export const header = 'x-local-count';

type ScopeEnv = { LOCAL_COUNTER: Fetcher; LOCAL_TRACES?: boolean };

/** Begins the work of a request. Without an id, it is a new request of a client. */
export function toScope(env: ScopeEnv, id: string = crypto.randomUUID(), depth = 1): Scope {
  const { LOCAL_COUNTER: counter, LOCAL_TRACES: recorded } = env;
  return { id, depth, counter, recorder: recorded ? createRecorder(id, counter, waitUntil) : undefined };
}

/** Does the work of an invocation, and reports what it recorded. */
export async function runIn<Value>(scope: Scope, work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.recorder?.send();
  }
}

/** Counts a connection while it waits for its answer. */
export async function whileOpen<Value>(call: () => Promise<Value>): Promise<Value> {
  const scope = scopes.getStore();
  if (scope) waitUntil(tell(scope, 'open', { by: '1' }));
  try {
    return await call();
  } finally {
    if (scope) waitUntil(tell(scope, 'open', { by: '-1' }));
  }
}

/** Counts a call. Pass its answer to the returned function, which records how long the call took. */
export function note(kind: Kind, about: string): <Value>(answer: Promise<Value>) => Promise<Value> {
  const scope = scopes.getStore();
  if (!scope) return (answer) => answer;
  const what = about.replace(/\s+/g, ' ').slice(0, 200);
  waitUntil(tell(scope, 'call', { kind, depth: String(scope.depth), what: `${kind} ${what}` }));
  const { recorder } = scope;
  if (!recorder || kind === 'invocations') return (answer) => answer;
  return (answer) => recorder.time(kind, what, answer);
}

/** Reports something to the counting worker. */
export function tell({ id, counter }: Scope, what: string, about: Record<string, string>): Promise<Response> {
  return counter.fetch(`http://counter/${what}?${new URLSearchParams({ id, ...about })}`, { method: 'POST' });
}
