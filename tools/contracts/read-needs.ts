import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { domainEventSources, eventsPath } from '@jogakbo/contracts/domain-events';
import * as v from 'valibot';
import { root, type Worker } from '../workers.ts';
import { evaluate } from './evaluate.ts';
import { type FoundCall, findCalls } from './find-calls.ts';
import { listSources, resolveImport } from './parse-sources.ts';
import type { Value } from './resolve-value.ts';

/** A call of another worker. */
export type Need = {
  worker: string;
  /** The called worker; undefined for a path of `contracts/`, which several workers may have. */
  of: string | undefined;
  method: string;
  path: string;
  /** The schema that parses the answer, and the file that exports it. */
  schema: v.GenericSchema | undefined;
  origin: string | undefined;
};

/**
 * Finds the calls of a worker in its sources and in the product cards that it uses.
 *
 * @throws Error for a call whose path or schema the source does not say
 */
export async function readNeeds({ name, directory }: Worker): Promise<Need[]> {
  const own = listSources(relative(root, directory));
  const calls = findCalls(selectCallers([...own, ...listCards(own)]));
  const needs = await Promise.all(calls.map((call) => toNeeds(name, call)));
  const published = Object.values(domainEventSources).flat() as string[];
  return [
    ...needs.flat(),
    ...(published.includes(name)
      ? [
          {
            worker: name,
            of: 'events-service',
            method: 'POST',
            path: eventsPath,
            schema: v.unknown(),
            origin: undefined,
          },
        ]
      : []),
  ];
}

/** The modules of product cards that some files import, and those that these import. */
function listCards(files: string[]): string[] {
  const cards = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file; file = waiting.pop())
    for (const imported of listImports(file))
      if (imported.startsWith('platform/cards/') && !cards.has(imported)) {
        cards.add(imported);
        waiting.push(imported);
      }
  return [...cards];
}

/** Drops files without a call, since parsing takes time: a file that calls, and those that import such a file, are left. */
function selectCallers(files: string[]): string[] {
  const direct = files.filter((file) => /\/(?:call|pass-to-owner|fetch-in-page)'/.test(read(file)));
  return files.filter(
    (file) => direct.includes(file) || listImports(file).some((each) => direct.includes(each)),
  );
}

function listImports(file: string): string[] {
  return [...read(file).matchAll(/from '((?:\.|@jogakbo\/cards\/)[^']+)'/g)].flatMap(
    ([, specifier = '']) => resolveImport(file, specifier) ?? [],
  );
}

function read(file: string): string {
  return readFileSync(`${root}/${file}`, 'utf8');
}

async function toNeeds(worker: string, { place, paths, schemas, methods }: FoundCall): Promise<Need[]> {
  const [schema] = schemas;
  const parser = schema ? ((await evaluate(schema)) as v.GenericSchema) : undefined;
  const origin = schema?.kind === 'import' ? schema.file : undefined;
  const targets = await Promise.all(paths.map((path) => toTarget(path)));
  const known = targets.filter((target) => target !== undefined);
  // A script in the browser may take its address from the page.
  if (schema && known.length < paths.length)
    throw new Error(`${place}: the path of this call cannot be read`);
  return known
    .filter(({ of }) => of !== worker)
    .flatMap(({ of, path }) =>
      methods.map((method) => ({ worker, of, method, path, schema: parser, origin })),
    );
}

async function toTarget(value: Value): Promise<{ of: string | undefined; path: string } | undefined> {
  if (value.kind === 'text') {
    const [, slice, path] = value.text.match(/^\/api\/([\w-]+)(\/[^?]*)/) ?? [];
    return slice ? { of: `${slice}-bff`, path: toPattern(path as string) } : undefined;
  }
  if (value.kind !== 'import') return undefined;
  const [folder, slice] = dirname(value.file).split('/');
  const of = folder === 'services' ? `${slice}-service` : folder === 'bff' ? `${slice}-bff` : undefined;
  const helper = await evaluate(value);
  const path = typeof helper === 'function' ? helper(...Array(4).fill(anyArgument)) : helper;
  return typeof path === 'string' ? { of, path: toPattern(path) } : undefined;
}

const names = ['product', 'slug', 'q', 'category', 'department', 'sort', 'rating', 'page', 'badge'];
/** Works as a text, as a list of one, and as a record, since path functions take each of them. */
const anyArgument = Object.assign(['~'], Object.fromEntries(names.map((name) => [name, '~'])), {
  toString: () => '~',
});

/** A path without its query. Each value in it becomes `{}`. */
function toPattern(path: string): string {
  const [pathname = ''] = path.split('?');
  return pathname
    .split('/')
    .map((segment) => (segment.includes('~') ? '{}' : segment))
    .join('/');
}
