import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { type DomainEventType, domainEventData, domainEventSources } from '@jogakbo/contracts/domain-events';
import { manifestPath } from '@jogakbo/contracts/fragment';
import type * as v from 'valibot';
import { root, type Worker } from '../workers.ts';
import type { Contract, Parts } from './contract.ts';
import { toAccepted, toSent } from './json-schema.ts';
import { listSources } from './parse-sources.ts';

/** A route as Hono keeps it: one entry for each handler and each middleware. */
type Entry = { method: string; path: string; handler: Handler };
type Handler = ((...args: never[]) => unknown) & { validates?: { target: string; schema: v.GenericSchema } };
type App = {
  routes: Entry[];
  fragments?: Record<string, { params: v.GenericSchema }>;
};

/** A route without the form of its answers, which only its callers know. */
export type Route = { worker: string; method: string; path: string; inputs: Parts; statuses: string[] };

/** Reads the routes and fragments of a worker from its module. The shell offers none. */
export async function readApp({ name, directory, kind }: Worker): Promise<{
  routes: Route[];
  fragments: Contract['offers']['fragments'];
}> {
  if (kind === 'shell') return { routes: [], fragments: [] };
  const { default: app } = (await import(`${directory}/worker.ts`)) as { default: App };
  const entries = Object.entries(
    Object.groupBy(
      app.routes.filter(({ method, path }) => method !== 'ALL' && !isProtocol(path)),
      ({ method, path }) => `${method} ${toPattern(path)}`,
    ),
  );
  return {
    routes: entries.map(([key, group = []]) => {
      const [method = '', path = ''] = key.split(' ');
      const checks = group.flatMap(({ handler }) => (handler.validates ? [handler.validates] : []));
      const inputs = Object.fromEntries(checks.map(({ target, schema }) => [target, toAccepted(schema)]));
      return { worker: name, method, path, inputs, statuses: readStatuses(group.at(-1)?.handler) };
    }),
    fragments: Object.entries(app.fragments ?? {}).map(([fragment, { params }]) => ({
      ...{ worker: name, name: fragment, params: toAccepted(params) },
    })),
  };
}

/** The routes that every frontend and every BFF has. */
function isProtocol(path: string): boolean {
  return path === manifestPath || path === '/openapi.json' || /^\/(?:fragments|assets)\//.test(path);
}

function toPattern(path: string): string {
  return path.replace(/:\w+(?:\{[^}]*\})?\??/g, '{}');
}

/** The statuses of successful answers that a handler names itself; 200 if it names none. */
function readStatuses(handler: Handler | undefined): string[] {
  const found = [...String(handler ?? '').matchAll(/\bjson\([^;]*?,\s*(20\d)\b/g)].map(
    ([, status]) => status as string,
  );
  return found.length > 0 ? [...new Set(found)].sort() : ['200'];
}

/** The events that a service publishes. */
export function listEvents(worker: string): Contract['offers']['events'] {
  return Object.entries(domainEventSources)
    .filter(([, sources]) => (sources as readonly string[]).includes(worker))
    .map(([type]) => ({ worker, type, data: toSent(domainEventData[type as DomainEventType]) }));
}

/** The cache tags that the sources of a frontend name. */
export function listTags({ directory }: Worker): string[] {
  const code = listSources(relative(root, directory)).map((file) => readFileSync(`${root}/${file}`, 'utf8'));
  const names = code.flatMap((text) =>
    [...text.matchAll(/\bcacheTags\.(\w+)/g)].map(([, name]) => name as string),
  );
  const tags = [...new Set(names)].flatMap((name) => {
    const make = cacheTags[name as keyof typeof cacheTags] as
      | ((id: unknown) => string | string[])
      | undefined;
    return make ? make(name === 'cards' ? ['{}'] : '{}') : [];
  });
  return [...new Set(tags)].sort();
}
